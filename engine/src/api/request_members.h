#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"
#include "connection/connection_string.h"

namespace rowhook {

/// The members that every request has: `connectionString` and the optional `password` and `sslmode`
/// ("require"), which override those in the connection string.
struct ConnectionMembers {
  std::string connection_string;
  std::optional<std::string> password;
  bool encrypted = false;

  ConnectionString parse() const;
};

/// Reads the members of the connection. Reports any other member that is not in `keys`.
ConnectionMembers read_connection(const JsonReader& body,
                                  const std::vector<std::string_view>& keys = {});

/// Reads the members of the connection and of the source. Without a source in the body, takes that
/// of the mapping; reports an error if there is none either.
ConnectionMembers read_connection_and_source(const JsonReader& body, Source& source,
                                             std::vector<std::string_view> keys = {},
                                             const std::optional<Source>& mapping_source = {});

}  // namespace rowhook
