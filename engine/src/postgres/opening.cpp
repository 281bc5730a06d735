#include "postgres/opening.h"

#include <string_view>
#include <utility>

namespace rowhook {
namespace {

// With this, PgBouncer ends connections for whatever reason of its own.
constexpr std::string_view kProtocolViolation = "08P01";

// A refusal by rule comes at once, one for want of a connection when somebody's patience is over:
// PgBouncer's query_wait_timeout is in whole seconds.
constexpr std::chrono::milliseconds kShortestWait{500};

// PgBouncer's messages are in English always, and nothing else in its error tells the reason. A
// server's error names its routine.
bool names_statement_pooling(const PGresult* result) {
  const char* words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION) == nullptr && words != nullptr &&
         std::string_view(words).find("statement pooling mode") != std::string_view::npos;
}

Problem no_free_connection() {
  return Problem(ProblemCode::overloaded,
                 "The pooler before the database gave no connection in time: its pool is probably "
                 "in use.",
                 "Try again in a moment, ask for less at once, or raise the pooler's pool size.");
}

std::vector<std::string> first_row(const PGresult* result) {
  std::vector<std::string> row;
  row.reserve(static_cast<std::size_t>(PQnfields(result)));
  for (int column = 0; column < PQnfields(result); ++column) {
    row.emplace_back(PQgetvalue(result, 0, column));
  }
  return row;
}

}  // namespace

Opening run_opening(PGconn* connection, const std::string& statements) {
  const auto started = Deadline::Clock::now();
  Opening opening;
  opening.failed = PQsendQuery(connection, statements.c_str()) == 0;
  while (ResultHandle result{PQgetResult(connection)}) {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      if (opening.row.empty() && PQntuples(result.get()) > 0) {
        opening.row = first_row(result.get());
      }
      ++opening.results;
      opening.last = std::move(result);
      continue;
    }
    opening.failed = true;
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    if (opening.sqlstate.empty() && state != nullptr) {
      opening.sqlstate = state;
      opening.by_statement_pooling = names_statement_pooling(result.get());
    }
    // libpq would give the result of a COPY that nobody asked for again and again.
    if (status != PGRES_FATAL_ERROR) break;
  }
  opening.took = Deadline::Clock::now() - started;
  return opening;
}

std::optional<Problem> pooler_problem(const Session& session, const Opening& opening,
                                      bool timed_out) {
  if (timed_out) {
    return session.behind_pooler() ? std::optional(no_free_connection()) : std::nullopt;
  }
  // A pooler also ends idle connections; a connection of the pool is then replaced.
  if (session.answered() || opening.sqlstate != kProtocolViolation) return std::nullopt;
  if (opening.by_statement_pooling) {
    return Problem(ProblemCode::query_failed,
                   "The pooler before the database shares connections between single statements.",
                   "Connect to the database itself, or through a pool in session or transaction "
                   "mode.");
  }
  return opening.took < kShortestWait ? std::nullopt : std::optional(no_free_connection());
}

}  // namespace rowhook
