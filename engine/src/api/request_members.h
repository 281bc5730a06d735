#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"
#include "connection/connection_string.h"
#include "mapping/document.h"

namespace rowhook {

/// read_constants() for the mapping of a request, which `body` is the text of.
void read_mapping_constants(std::string_view body, Mapping& mapping);

/// The part of a request that every endpoint has: `connectionString` and, optionally, `password`
/// and `sslmode` ("require"), which win over the string's own.
struct ConnectionMembers {
  std::string connection_string;
  std::optional<std::string> password;
  bool encrypted = false;

  ConnectionString parse() const;
};

/// Reads the connection's members and refuses every other but `keys`, the endpoint's own.
ConnectionMembers read_connection(const JsonReader& body,
                                  const std::vector<std::string_view>& keys = {});

/// The same for an endpoint whose requests name a source, which they must.
ConnectionMembers read_connection_and_source(const JsonReader& body, Source& source,
                                             std::vector<std::string_view> keys = {});

}  // namespace rowhook
