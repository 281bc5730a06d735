#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/problem.h"

namespace rowhook {

/// Parses the body of a request. Throws request_invalid if it is not JSON or exceeds a limit.
JsonDocument parse_body(std::string text);

/// Calls `read(const JsonReader&)` for a parsed body and returns its result. Throws request_invalid
/// with all errors that `read` reports.
template <class Read>
auto read_body(const JsonDocument& body, Read&& read) {
  std::vector<FieldError> errors;
  auto result = std::forward<Read>(read)(JsonReader(body, "", errors));
  if (!errors.empty()) {
    Problem problem(ProblemCode::request_invalid);
    problem.errors = std::move(errors);
    throw problem;
  }
  return result;
}

}  // namespace rowhook
