#pragma once

#include <string_view>

#include "connection/address.h"
#include "postgres/login.h"

namespace rowhook {

// Each of these throws the Problem of one way in which a login fails.

/// No TCP connection; `error` is connect(2)'s.
[[noreturn]] void fail_connect(int error);

/// Something answered that no Postgres server would say.
[[noreturn]] void fail_foreign();

/// The server agreed to TLS and the handshake failed.
[[noreturn]] void fail_tls(const LoginAttempt& attempt);

/// Why connecting to an address fails at once: libpq has the errno, but tells it only in a
/// sentence, so this tries again by itself. ECONNREFUSED where it does not fail.
int errno_of_connecting(const IpAddress& address, int port);

/// An error with which a server, or a pooler before it, ended a login.
struct LoginRefusal {
  std::string_view sqlstate;
  std::string_view routine;  ///< of the server's source; empty: it was no Postgres server's error
  std::string_view message;  ///< libpq's, which may quote anything
  bool encrypted;            ///< over TLS
  bool password_asked;       ///< after the password was sent
};

/// Throws the Problem that says what the SQLSTATE and the routine tell, and offers as a possibility
/// what they do not.
[[noreturn]] void fail_login(const LoginAttempt& attempt, const LoginRefusal& refusal);

}  // namespace rowhook
