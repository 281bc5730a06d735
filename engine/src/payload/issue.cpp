#include "payload/issue.h"

namespace rowhook {

const std::vector<std::string_view>& issue_codes() {
  static const std::vector<std::string_view> codes = {
      "null_not_allowed", "not_json",          "not_a_number", "not_an_integer",
      "not_a_boolean",    "not_a_finite_time", "invalid_utf8", "row_too_large",
  };
  return codes;
}

std::string_view to_string(IssueCode code) { return issue_codes()[static_cast<std::size_t>(code)]; }

Issue row_too_large() {
  return {std::nullopt, IssueCode::row_too_large,
          "This row is larger than the engine's row limit."};
}

}  // namespace rowhook
