#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "base/problem.h"
#include "config.h"
#include "connection/connection_string.h"
#include "postgres/databases.h"
#include "support/problem_of.h"
#include "support/scratch_schema.h"

namespace rowhook::testing {

inline ConnectionString test_connection() { return ConnectionString::parse(test_database_url()); }

/// Another login on the test server. REQUIRES: names without special characters.
inline std::string url_for(const std::string& user, const std::string& password,
                           const std::string& database = test_connection().database()) {
  const auto server = test_connection();
  return "postgres://" + user + ":" + password + "@" + server.host() + ":" +
         std::to_string(server.port()) + "/" + database;
}

/// A login on a local port.
inline ConnectionString local_connection(int port, const std::string& parameters = "") {
  return ConnectionString::parse("postgres://reader:canary@127.0.0.1:" + std::to_string(port) +
                                 "/shop" + parameters);
}

/// The default settings, changed where the tests need it.
inline Config test_config(const std::function<void(Config&)>& change = {}) {
  auto config = read_config([](std::string_view name) {
    return name == "ENGINE_TOKEN" ? std::optional<std::string>("a-token-of-the-tests")
                                  : std::nullopt;
  });
  config.port = 0;
  if (change) change(config);
  return config;
}

/// Ends a test that would hang. Long enough for a row of 300 MB with sanitizers on a busy machine.
inline Deadline soon() { return Deadline::in(std::chrono::seconds(90)); }

}  // namespace rowhook::testing
