#pragma once

#include "postgres/handle.h"
#include "postgres/login.h"

namespace rowhook {

/// Begins to connect, for PQconnectPoll() to go on: at the one address of the attempt, with what
/// the policy forces (UTF8, our application name, no GSS, no password file), verbose errors, and no
/// notices. Never null; its status is CONNECTION_BAD where connecting failed at once.
ConnectionHandle start_login(const LoginAttempt& attempt);

}  // namespace rowhook
