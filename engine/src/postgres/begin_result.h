#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "base/problem.h"
#include "postgres/session.h"

namespace rowhook {

/// The result of the first statements of a transaction.
struct BeginResult {
  std::vector<std::string> row;  ///< the first row of the first result that has rows
  std::size_t succeeded = 0;     ///< number of statements that succeeded
  bool failed = false;
  std::string sqlstate;  ///< SQLSTATE of the failure; empty: the connection was lost
  bool by_statement_pooling = false;
  Deadline::Clock::duration took{};

  /// Returns a value of the row, or an empty text if there is none: the server may not be Postgres.
  std::string_view value(std::size_t column) const {
    return column < row.size() ? std::string_view(row[column]) : std::string_view();
  }
};

/// Runs statements without parameters in one round trip. PQexec() and libpqxx keep only the last
/// result, which hides the error of a pooler that then closes the connection. REQUIRES: a time
/// limit, for example by Watchdog.
BeginResult run_begin(PGconn* connection, const std::string& statements);

/// Returns the problem of a pooler that the failure of the first statements identifies: statement
/// pooling, or no free connection. Returns nothing if there is no sign of a pooler. `timed_out`:
/// the time ran out before the server responded.
std::optional<Problem> pooler_problem(const Session& session, const BeginResult& begin,
                                      bool timed_out);

}  // namespace rowhook
