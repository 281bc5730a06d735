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

/// The issue that stopped a value from being written, or nothing on success. Used like a
/// std::optional<IssueCode>, which costs more for each value: GCC stores its flag and its value
/// separately, and the processor waits before it can load both at once.
class OptionalIssue {
 public:
  constexpr OptionalIssue() = default;
  constexpr OptionalIssue(IssueCode code) : code_(static_cast<int>(code)) {}

  /// Returns whether there is an issue.
  constexpr explicit operator bool() const { return code_ != kNone; }
  /// REQUIRES: there is an issue.
  constexpr IssueCode operator*() const { return static_cast<IssueCode>(code_); }
  friend constexpr bool operator==(OptionalIssue, OptionalIssue) = default;

 private:
  static constexpr int kNone = -1;

  int code_ = kNone;
};

constexpr OptionalIssue kNoIssue;

/// Returns the code's name on the wire.
std::string_view to_string(IssueCode code);

struct Issue {
  std::optional<std::size_t> field;  ///< index into the mapping's fields; nothing for the whole row
  IssueCode code;
  std::string reason = {};  ///< one sentence; only for IssueCode::column_failed
  /// The beginning of the value's text, if RowMapper collects statistics. Nothing for NULL and for
  /// issues of the whole row.
  std::optional<std::string> value = {};
};

/// Describes the issue in a sentence: `user.age is not a JSON number.` `paths`: Plan::paths.
std::string message_of(const Issue& issue, const std::vector<std::string>& paths);

}  // namespace rowhook
