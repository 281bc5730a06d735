#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "base/problem.h"
#include "postgres/handle.h"
#include "postgres/session.h"

namespace rowhook {

/// How the first statements of a transaction went.
struct Opening {
  std::vector<std::string> row;  ///< first row of the first result that has one
  std::size_t results = 0;       ///< of statements that succeeded
  ResultHandle last;             ///< of these
  bool failed = false;
  std::string sqlstate;  ///< of the failure; empty: the connection broke
  bool by_statement_pooling = false;
  Deadline::Clock::duration took{};

  /// A value of the row; empty where there is none. The server may not be Postgres.
  std::string_view value(std::size_t column) const {
    return column < row.size() ? std::string_view(row[column]) : std::string_view();
  }
};

/// Runs statements without parameters in one round trip. libpq's PQexec() and libpqxx keep only the
/// last result, which for a pooler that refuses and hangs up says no more than that it hung up.
/// REQUIRES: somebody bounds the time, as Watchdog does.
Opening run_opening(PGconn* connection, const std::string& statements);

/// What the failure of a transaction's first statements tells of a pooler between: that it pools
/// by statement, or that it has no free connection. Absent: nothing. `timed_out`: the time was over
/// before the server answered.
std::optional<Problem> pooler_problem(const Session& session, const Opening& opening,
                                      bool timed_out);

}  // namespace rowhook
