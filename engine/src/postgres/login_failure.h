#pragma once

#include "postgres/address.h"
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

}  // namespace rowhook
