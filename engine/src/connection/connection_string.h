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

/// A connection string that has passed the policy: one host, every parameter of the closed list.
/// It holds a password, so it cannot be printed; understood() is what may be shown.
class ConnectionString {
 public:
  /// Reads a postgres:// URL or a keyword string, also with what clean_pasted() removes.
  /// `password` is raw text and wins over the string's own. Nothing is resolved or connected to.
  /// Throws connection_string_invalid or connection_parameter_not_allowed, whose texts quote
  /// nothing of the input but names of known parameters.
  static ConnectionString parse(std::string_view text,
                                const std::optional<std::string>& password = std::nullopt);

  /// Refuses a connection without TLS; a stricter sslmode of the string's own stays.
  void require_encryption();

  const std::string& host() const { return host_; }
  int port() const { return port_; }
  const std::string& database() const { return database_; }
  const std::string& user() const { return user_; }
  std::optional<SslMode> sslmode() const { return sslmode_; }
  std::optional<std::chrono::seconds> connect_timeout() const { return connect_timeout_; }
  const std::vector<Warning>& warnings() const { return warnings_; }

  Understood understood() const;

  /// Equal for strings that lead to the same session. Holds the password: a key for maps in memory
  /// and nothing else.
  std::string canonical() const;

  /// For the one place that hands it to libpq.
  const std::string& password() const { return password_; }
  const std::string& channel_binding() const { return channel_binding_; }

  friend std::ostream& operator<<(std::ostream&, const ConnectionString&) = delete;

 private:
  ConnectionString() = default;
  void take(std::string_view key, std::string value);
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
