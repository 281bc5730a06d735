#include "mapping/refuse.h"

#include <string>

#include "error.h"

namespace rowhook {
namespace {

std::string below_mapping(const std::string& pointer) {
  return pointer.empty() ? pointer : "/mapping" + pointer;
}

}  // namespace

void refuse_errors(const Compilation& compilation) {
  const auto& errors = compilation.errors;
  if (errors.empty()) return;
  Problem problem(
      ProblemCode::mapping_invalid,
      errors.size() == 1 ? errors.front().message
      : errors.size() > kMostErrors
          ? "More than " + std::to_string(kMostErrors) + " things stand against this mapping."
          : std::to_string(errors.size()) + " things stand against this mapping.",
      "Each of the errors says which field it is about and what to do.");
  for (const auto& error : errors) {
    problem.errors.push_back({below_mapping(error.pointer), std::string(to_string(error.code)),
                              error.message, below_mapping(error.related)});
  }
  throw problem;
}

}  // namespace rowhook
