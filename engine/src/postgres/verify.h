#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "connection/connection_string.h"
#include "postgres/databases.h"

namespace rowhook {

/// A server and a connection to it.
struct ServerInfo {
  std::string version;  ///< as the server reports it, for example `15.4 (Debian 15.4-1)`
  std::string database;
  std::string user;
  bool tls = false;
  bool superuser = false;
  bool standby = false;
  std::chrono::duration<double, std::milli> latency{};  ///< round-trip time of a small query
  std::vector<Warning> warnings;
};

/// Connects to the database and describes the server. Throws the Problem of any failure.
ServerInfo verify_database(Databases& databases, const ConnectionString& connection,
                           const Deadline& deadline);

}  // namespace rowhook
