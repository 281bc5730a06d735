#include "payload/issue.h"

#include <array>

namespace rowhook {
namespace {

struct IssueKind {
  std::string_view name;  ///< on the wire
  /// The text after the field's path, or a whole sentence for an issue of the row.
  std::string_view explanation;
};

// In the order of IssueCode.
constexpr std::array kIssues{
    IssueKind{"null_not_allowed", "is NULL, which this field rejects."},
    IssueKind{"not_json", "is not valid JSON."},
    IssueKind{"not_a_number", "is not a JSON number."},
    IssueKind{"not_an_integer", "is not a whole number."},
    IssueKind{"not_a_boolean", "is neither true nor false."},
    IssueKind{"not_a_finite_time", "is infinite, so it has no Unix time."},
    IssueKind{"invalid_utf8", "is not valid UTF-8."},
    IssueKind{"unexpected_format",
              "does not have the expected format of its type. A function that the source uses may "
              "change a setting such as TimeZone."},
    IssueKind{"row_too_large",
              "This row exceeds the engine's ROW_LIMIT_MB. Remove its largest column from the "
              "mapping, or "
              "raise ROW_LIMIT_MB."},
    IssueKind{"column_failed", "cannot be read:"},
    IssueKind{"not_in_lookup",
              "has a value that is not in its lookup, and the lookup has no default."},
};
static_assert(kIssues.size() == static_cast<std::size_t>(IssueCode::not_in_lookup) + 1);

const IssueKind& issue_kind(IssueCode code) { return kIssues[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view to_string(IssueCode code) { return issue_kind(code).name; }

std::string message_of(const Issue& issue, const std::vector<std::string>& paths) {
  if (!issue.field) return std::string(issue_kind(issue.code).explanation);
  auto message = paths[*issue.field] + " " + std::string(issue_kind(issue.code).explanation);
  if (issue.code == IssueCode::column_failed) message += " " + issue.reason;
  return message;
}

}  // namespace rowhook
