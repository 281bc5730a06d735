#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Why a row has no payload. Matches the contracts' IssueCode; contracts/vectors/codes.json keeps
/// both in sync.
enum class IssueCode {
  null_not_allowed,
  not_json,
  not_a_number,
  not_an_integer,
  not_a_boolean,
  not_a_finite_time,
  invalid_utf8,
  unexpected_format,
  row_too_large,
  column_failed,
  not_in_lookup,
};

/// The issue that stopped a value from being written, or nothing on success.
using Outcome = std::optional<IssueCode>;

/// Returns the code's name on the wire.
std::string_view to_string(IssueCode code);

/// Returns all codes in the order of the enumeration.
const std::vector<std::string_view>& issue_codes();

struct Issue {
  std::optional<std::size_t> field;  ///< index into the mapping's fields; nothing for the whole row
  IssueCode code;
  std::string reason = {};  ///< one sentence; only for IssueCode::column_failed
  /// The beginning of the value's text, if the writer collects facts. Nothing for NULL and for
  /// issues of the whole row.
  std::optional<std::string> value = {};
};

/// Describes the issue in a sentence: `user.age is not a JSON number.` `paths`: Plan::paths.
std::string message_of(const Issue& issue, const std::vector<std::string>& paths);

}  // namespace rowhook
