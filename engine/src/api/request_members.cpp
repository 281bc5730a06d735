#include "api/request_members.h"

#include <utility>

#include "mapping/source_document.h"

namespace rowhook {

ConnectionString ConnectionMembers::parse() const {
  auto connection = ConnectionString::parse(connection_string, password);
  if (encrypted) connection.require_encryption();
  return connection;
}

ConnectionMembers read_connection(const JsonReader& body,
                                  const std::vector<std::string_view>& keys) {
  std::vector<std::string_view> known{"connectionString", "password", "sslmode"};
  known.insert(known.end(), keys.begin(), keys.end());
  body.known_keys(known);
  ConnectionMembers connection;
  if (const auto text = body.member("connectionString").non_empty_string()) {
    connection.connection_string = *text;
  }
  if (body.has("password")) connection.password = body.member("password").string();
  if (body.has("sslmode")) {
    const auto sslmode = body.member("sslmode");
    connection.encrypted = sslmode.value() == "require";
    if (!connection.encrypted) sslmode.report_error("invalid_value", "Expected \"require\".");
  }
  return connection;
}

ConnectionMembers read_connection_and_source(const JsonReader& body, Source& source,
                                             std::vector<std::string_view> keys,
                                             const std::optional<Source>& mapping_source) {
  keys.insert(keys.end(), kSourceKeys.begin(), kSourceKeys.end());
  auto connection = read_connection(body, keys);
  if (auto own = parse_source(body, !mapping_source)) {
    source = std::move(*own);
  } else if (mapping_source) {
    source = *mapping_source;
    source.pointer = "/mapping";
  }
  return connection;
}

}  // namespace rowhook
