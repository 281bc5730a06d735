#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "error.h"
#include "json_reader.h"
#include "mapping/document.h"
#include "postgres/connection_string.h"

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

/// keep_written_constants() for the mapping of a request, which `body` is the text of.
void keep_written_mapping(std::string_view body, Mapping& mapping);

/// The part of a request that every endpoint has: `connectionString` and, optionally, `password`
/// and `sslmode` ("require"), which win over the string's own.
struct ConnectionFields {
  std::string connection_string;
  std::optional<std::string> password;
  bool encrypted = false;

  ConnectionString parse() const;
};

/// Reads the connection's members and refuses every other but `keys`, the endpoint's own.
ConnectionFields read_connection(const JsonReader& body,
                                 const std::vector<std::string_view>& keys = {});

/// The same for an endpoint whose requests name a source, which they must.
ConnectionFields read_connection_and_source(const JsonReader& body, Source& source,
                                            std::vector<std::string_view> keys = {});

}  // namespace rowhook
