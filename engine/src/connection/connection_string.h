#pragma once

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "connection/ssl_mode.h"

namespace rowhook {

/// A parsed connection string that the policy allows: one host, and only accepted parameters. It
/// contains a password, so it cannot be printed; summary() returns what may be displayed.
class ConnectionString {
 public:
  /// Parses a postgres:// URL or a keyword/value string, after clean_pasted(). `password` is not
  /// encoded and replaces the password of the string. Does not resolve the host or connect. Throws
  /// connection_string_invalid or connection_parameter_not_allowed; their messages quote only names
  /// of known parameters.
  static ConnectionString parse(std::string_view text,
                                const std::optional<std::string>& password = std::nullopt);

  /// Requires TLS. Keeps a stricter sslmode of the string.
  void require_encryption();

  const std::string& host() const { return host_; }
  int port() const { return port_; }
  const std::string& database() const { return database_; }
  const std::string& user() const { return user_; }
  std::optional<SslMode> sslmode() const { return sslmode_; }
  std::optional<std::chrono::seconds> connect_timeout() const { return connect_timeout_; }
  const std::vector<Warning>& warnings() const { return warnings_; }

  ConnectionSummary summary() const;

  /// Returns a key of the database and the login. Sessions of strings with equal keys are
  /// interchangeable. Contains the password, so use it only as a key of maps in memory.
  std::string canonical() const;

  /// Returns a key of the database, the same for all logins.
  std::string database_key() const;

  /// For login.cpp only, which passes it to libpq.
  const std::string& password() const { return password_; }
  const std::string& channel_binding() const { return channel_binding_; }

  friend std::ostream& operator<<(std::ostream&, const ConnectionString&) = delete;

 private:
  ConnectionString() = default;
  void set_parameter(std::string_view key, std::string value);
  void require_complete() const;

  std::string host_;
  int port_ = 5432;
  std::string database_;
  std::string user_;
  std::string password_;
  std::string channel_binding_;
  std::optional<SslMode> sslmode_;
  std::optional<std::chrono::seconds> connect_timeout_;
  std::vector<Warning> warnings_;
};

}  // namespace rowhook
