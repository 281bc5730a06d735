#pragma once

#include <optional>
#include <string>

#include "base/deadline.h"
#include "connection/address.h"
#include "connection/connection_string.h"
#include "postgres/handle.h"

namespace rowhook {

/// One attempt to log in: one address, one way to encrypt.
struct LoginAttempt {
  const ConnectionString& connection;
  IpAddress address;
  SslMode encryption;   ///< never allow or prefer: whoever calls decides what to try
  std::string ca_file;  ///< for verify_ca and verify_full
  /// Without encryption would do too: before it was tried, or because the server has declined it.
  bool encryption_optional = false;
};

/// Logs in, step by step under the deadline. Absent: the server declined TLS and nothing else is
/// wrong. Throws a Problem that names the phase which failed: connect_refused, connect_timeout,
/// not_postgres, tls_failed, connection_lost, or what fail_login() makes of the server's error.
std::optional<ConnectionHandle> log_in(const LoginAttempt& attempt, const Deadline& deadline);

}  // namespace rowhook
