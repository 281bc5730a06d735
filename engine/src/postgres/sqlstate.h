#pragma once

#include <optional>
#include <string_view>

#include "base/problem.h"

namespace rowhook {

/// The problem that a server's error means while a statement runs
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html). Every state that is not in
/// the table is query_failed.
ProblemCode query_problem(std::string_view sqlstate);

/// The problem that a server's error means at login. `encrypted`: the connection used TLS.
ProblemCode login_problem(std::string_view sqlstate, bool encrypted);

/// A problem for a failed statement, worded by us, with its sqlstate.
Problem make_query_problem(std::string_view sqlstate);

/// The same where the catalog has found the relation that is read, with every column that is read
/// of it: what does not exist or is denied is then inside a view, a function, a policy or another
/// server's table.
Problem make_relation_problem(std::string_view sqlstate);

/// Whether the error can be of the relation itself as well as of something inside it.
bool is_ambiguous(std::string_view sqlstate);

/// Finds the SQLSTATE in the message that libpq gives for a failed login at verbosity VERBOSE:
/// `FATAL:  28P01: …`, with the severity in the server's language. Absent where the failure did
/// not come from a server.
std::optional<std::string_view> sqlstate_in(std::string_view verbose_message);

/// Finds the server's routine that reported the error, in the last line of such a message:
/// `LOCATION:  auth_failed, auth.c:334`. Empty: the message has none, as those of poolers.
std::string_view routine_in(std::string_view verbose_message);

}  // namespace rowhook
