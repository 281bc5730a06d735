#pragma once

#include <optional>
#include <string>

#include "base/deadline.h"
#include "connection/address.h"
#include "connection/connection_string.h"
#include "postgres/handle.h"

namespace rowhook {

/// A login attempt at one address with one mode of encryption.
struct LoginAttempt {
  const ConnectionString& connection;
  IpAddress address;
  SslMode encryption;   ///< not allow or prefer: the caller decides what to try
  std::string ca_file;  ///< for verify_ca and verify_full
  /// Encryption is optional: the login may be tried without it, or the server has declined it.
  bool encryption_optional = false;
};

/// Logs in without blocking beyond the deadline. Returns nothing if the server declined TLS and
/// there was no other error. Throws a Problem that says which phase failed: connect_refused,
/// connect_timeout, not_postgres, tls_failed or connection_lost. If the server refused the login,
/// throws the problem of fail_login(), for example authentication_failed.
std::optional<ConnectionHandle> log_in(const LoginAttempt& attempt, const Deadline& deadline);

}  // namespace rowhook
