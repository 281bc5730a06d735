#pragma once

#include "postgres/handle.h"
#include "postgres/login.h"

namespace rowhook {

/// Starts a connection, to be continued with PQconnectPoll(). Connects only to the address of the
/// attempt, with the settings that the policy requires (UTF8, application name, no GSS, no password
/// file), verbose errors and without notices. Never returns null. The status is CONNECTION_BAD if
/// connecting failed immediately.
ConnectionHandle start_login(const LoginAttempt& attempt);

}  // namespace rowhook
