#pragma once

#include <libpq-fe.h>

#include "base/problem.h"

namespace rowhook {

/// Converts an error of the server about a query written by the user. The result contains the
/// message of the server. `code`: query_invalid or query_failed, used if the query is the cause.
/// Timeouts, locks and lost connections keep the code that they have for any statement. A query
/// that would write is query_not_allowed. The position counts in the statement that was sent.
Problem make_user_query_problem(const PGresult* error, ProblemCode code);

}  // namespace rowhook
