#include "payload/issue.h"

namespace rowhook {
namespace {

/// Returns the text after the field's path, or a whole sentence for an issue of the row.
std::string_view explanation_of(IssueCode code) {
  switch (code) {
    case IssueCode::null_not_allowed:
      return "is NULL, which this field rejects.";
    case IssueCode::not_json:
      return "is not valid JSON.";
    case IssueCode::not_a_number:
      return "is not a JSON number.";
    case IssueCode::not_an_integer:
      return "is not a whole number.";
    case IssueCode::not_a_boolean:
      return "is neither true nor false.";
    case IssueCode::not_a_finite_time:
      return "is infinite, so it has no Unix time.";
    case IssueCode::invalid_utf8:
      return "is not valid UTF-8.";
    case IssueCode::unexpected_format:
      return "does not have the expected format of its type. A function that the source uses may "
             "change a setting such as TimeZone.";
    case IssueCode::column_failed:
      return "cannot be read:";
    case IssueCode::not_in_lookup:
      return "has a value that is not in its lookup, and the lookup has no default.";
    case IssueCode::row_too_large:
      return "This row is larger than the engine's row limit.";
  }
  return {};
}

}  // namespace

const std::vector<std::string_view>& issue_codes() {
  static const std::vector<std::string_view> codes = {
      "null_not_allowed", "not_json",          "not_a_number",  "not_an_integer",
      "not_a_boolean",    "not_a_finite_time", "invalid_utf8",  "unexpected_format",
      "row_too_large",    "column_failed",     "not_in_lookup",
  };
  return codes;
}

std::string_view to_string(IssueCode code) { return issue_codes()[static_cast<std::size_t>(code)]; }

std::string message_of(const Issue& issue, const std::vector<std::string>& paths) {
  if (!issue.field) return std::string(explanation_of(issue.code));
  auto message = paths[*issue.field] + " " + std::string(explanation_of(issue.code));
  if (issue.code == IssueCode::column_failed) message += " " + issue.reason;
  return message;
}

}  // namespace rowhook
