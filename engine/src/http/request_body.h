#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/problem.h"

namespace rowhook {

/// Parses a request's body. Throws request_invalid where it is not JSON or nested beyond reason.
Json parse_body(std::string_view text);

/// Reads a parsed body with `read(const JsonReader&)` and returns what that returns. Throws
/// request_invalid with everything that `read` complained about.
template <class Read>
auto read_body(const Json& body, Read&& read) {
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
