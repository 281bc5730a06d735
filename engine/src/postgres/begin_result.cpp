#include "postgres/begin_result.h"

#include <string_view>

#include "postgres/handle.h"

namespace rowhook {
namespace {

// The SQLSTATE with which PgBouncer ends a connection for any reason.
constexpr std::string_view kProtocolViolation = "08P01";

// PgBouncer refuses a statement immediately if it is not allowed, but after query_wait_timeout,
// which is in whole seconds, if no connection is free.
constexpr std::chrono::milliseconds kShortestWait{500};

// The messages of PgBouncer are always in English, and its errors contain nothing else that
// identifies the reason. The errors of a server contain a routine.
bool names_statement_pooling(const PGresult* result) {
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION) == nullptr && message != nullptr &&
         std::string_view(message).find("statement pooling mode") != std::string_view::npos;
}

Problem no_free_connection() {
  return Problem(ProblemCode::overloaded,
                 "The pooler in front of the database provided no connection in time. Its pool is "
                 "probably exhausted.",
                 "Try again in a moment, send fewer requests at once, or raise the pool size.");
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

BeginResult run_begin(PGconn* connection, const std::string& statements) {
  const auto started = Deadline::Clock::now();
  BeginResult begin;
  begin.failed = PQsendQuery(connection, statements.c_str()) == 0;
  while (ResultHandle result{PQgetResult(connection)}) {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      if (begin.row.empty() && PQntuples(result.get()) > 0) {
        begin.row = first_row(result.get());
      }
      ++begin.succeeded;
      continue;
    }
    begin.failed = true;
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    if (begin.sqlstate.empty() && state != nullptr) {
      begin.sqlstate = state;
      begin.by_statement_pooling = names_statement_pooling(result.get());
    }
    // libpq would return the result of an unexpected COPY endlessly.
    if (status != PGRES_FATAL_ERROR) break;
  }
  begin.took = Deadline::Clock::now() - started;
  return begin;
}

std::optional<Problem> pooler_problem(const Session& session, const BeginResult& begin,
                                      bool timed_out) {
  if (timed_out) {
    return session.behind_pooler() ? std::optional(no_free_connection()) : std::nullopt;
  }
  // A pooler also closes idle connections. Databases::read() replaces such a connection.
  if (session.has_responded() || begin.sqlstate != kProtocolViolation) return std::nullopt;
  if (begin.by_statement_pooling) {
    return Problem(ProblemCode::query_failed,
                   "The pooler in front of the database uses statement pooling.",
                   "Connect to the database directly, or use session or transaction pooling.");
  }
  return begin.took < kShortestWait ? std::nullopt : std::optional(no_free_connection());
}

}  // namespace rowhook
