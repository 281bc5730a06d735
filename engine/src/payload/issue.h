#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Why a row has no payload. The same closed list as the contracts' IssueCode, held together by
/// contracts/vectors/codes.json.
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

/// How writing a value went. Absent: success.
using Outcome = std::optional<IssueCode>;

/// The name on the wire.
std::string_view to_string(IssueCode code);

/// All codes, in the order of the enumeration.
const std::vector<std::string_view>& issue_codes();

struct Issue {
  std::optional<std::size_t> field;  ///< index into the mapping's fields; absent: the whole row
  IssueCode code;
  std::string reason = {};  ///< of IssueCode::column_failed, as a sentence
  /// The beginning of the value's text, where the writer collects facts. Absent for NULL and
  /// for the whole row.
  std::optional<std::string> value = {};
};

/// The issue as a sentence: `user.age is not a JSON number.` `paths`: Plan::paths.
std::string message_of(const Issue& issue, const std::vector<std::string>& paths);

}  // namespace rowhook
