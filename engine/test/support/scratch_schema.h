#pragma once

#include <cstdlib>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>

namespace rowhook::testing {

/// The superuser's connection string for the test server.
inline std::string test_database_url() {
  const char* url = std::getenv("TEST_DATABASE_URL");
  if (url == nullptr) throw std::runtime_error("TEST_DATABASE_URL is not set");
  return url;
}

/// A schema for one test. Its connection has it in search_path, and the destructor drops it.
class ScratchSchema {
 public:
  explicit ScratchSchema(std::string name)
      : name_(std::move(name)), connection_(test_database_url()) {
    run("DROP SCHEMA IF EXISTS " + name_ + " CASCADE; CREATE SCHEMA " + name_ +
        "; SET search_path = " + name_ + ", public");
  }
  ~ScratchSchema() {
    try {
      run("DROP SCHEMA " + name_ + " CASCADE");
    } catch (const std::exception&) {
      // The next run drops a schema that could not be dropped here.
    }
  }
  ScratchSchema(const ScratchSchema&) = delete;
  ScratchSchema& operator=(const ScratchSchema&) = delete;

  pqxx::result run(const std::string& sql) {
    pqxx::nontransaction statement(connection_);
    return statement.exec(sql);
  }

  const std::string& name() const { return name_; }

  /// The server's, for example 140'000 for Postgres 14.0.
  int server_version() const { return connection_.server_version(); }

 private:
  std::string name_;
  pqxx::connection connection_;
};

}  // namespace rowhook::testing
