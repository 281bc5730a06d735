#pragma once

#include <string_view>

#include "postgres/login.h"

namespace rowhook {

// Functions that throw the Problem of a failed login.

/// For fail_connect(): the errno of connect(2) in a message of libpq, which contains the text of
/// strerror(3). Returns ECONNREFUSED if it has none that fail_connect() distinguishes.
int errno_in(std::string_view message);

/// The TCP connection failed. `error`: the errno of connect(2).
[[noreturn]] void fail_connect(int error);

/// The response is not one of a Postgres server.
[[noreturn]] void fail_not_postgres();

/// The server accepted TLS, and the handshake failed.
[[noreturn]] void fail_tls(const LoginAttempt& attempt);

/// An error with which a server, or a pooler in front of it, ended a login.
struct LoginRefusal {
  std::string_view sqlstate;
  std::string_view routine;  ///< the function that reports it; empty: not an error of Postgres
  std::string_view message;  ///< the message of libpq, which may quote anything
  bool encrypted;            ///< over TLS
  bool password_asked;       ///< the password had been sent
};

/// Throws the Problem that the SQLSTATE and the routine identify. If they leave several causes, the
/// hint lists them as possible.
[[noreturn]] void fail_login(const LoginAttempt& attempt, const LoginRefusal& refusal);

}  // namespace rowhook
