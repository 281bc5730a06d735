#pragma once

#include <libpq-fe.h>

#include "base/problem.h"

namespace rowhook {

/// The problem of an error that the server reports about a query of the user, with the server's own
/// message. `code`: query_invalid or query_failed, where the query is the cause;
/// timeouts, locks and lost connections are what they are for any statement, and a query that would
/// write is query_not_allowed. The position counts in the statement that was sent.
Problem make_user_query_problem(const PGresult* error, ProblemCode code);

}  // namespace rowhook
