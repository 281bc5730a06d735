#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "connection/connection_string.h"
#include "postgres/databases.h"

namespace rowhook {

/// What a connection that was really made says about its server and itself.
struct ServerFacts {
  std::string version;  ///< as the server reports it, for example `15.4 (Debian 15.4-1)`
  std::string database;
  std::string user;
  bool tls = false;
  bool superuser = false;
  bool standby = false;
  std::chrono::duration<double, std::milli> latency{};  ///< of one small query
  std::vector<Warning> warnings;
};

/// Connects and asks. Throws the Problem of what fails.
ServerFacts verify_database(Databases& databases, const ConnectionString& connection,
                            const Deadline& deadline);

}  // namespace rowhook
