#pragma once

#include <string_view>

#include "postgres/login.h"

namespace rowhook {

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
