#pragma once

#include <libpq-fe.h>

#include <optional>
#include <string_view>

#include "base/problem.h"

namespace rowhook {

/// Returns a problem with a message of Rowhook for a failed statement, with its SQLSTATE
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html). States that are not in the
/// table are query_failed.
Problem make_query_problem(std::string_view sqlstate);

/// Like make_query_problem(), if the catalog has found the relation and all columns that are read.
/// An object that is missing or denied is then used by a view, function, policy or foreign table.
Problem make_relation_problem(std::string_view sqlstate);

/// Converts an error of the server about a query written by the user. The result contains the
/// message of the server. `code`: query_invalid or query_failed, used if the query is the cause.
/// Timeouts, locks and lost connections keep the code that they have for any statement. A query
/// that would write is query_not_allowed. The position counts in the statement that was sent.
Problem make_user_query_problem(const PGresult* error, ProblemCode code);

/// Returns whether the error may be about the relation itself or about something that it uses.
bool is_ambiguous(std::string_view sqlstate);

/// Returns the SQLSTATE in the message of libpq for a failed login with verbosity VERBOSE, for
/// example `FATAL:  28P01: …`, with the severity in the language of the server. Returns nothing if
/// the error is not from a server.
std::optional<std::string_view> sqlstate_in(std::string_view verbose_message);

/// Returns the function of the server that reported the error, from the last line of such a
/// message: `LOCATION:  auth_failed, auth.c:334`. Empty if there is none, as in errors of poolers.
std::string_view routine_in(std::string_view verbose_message);

}  // namespace rowhook
