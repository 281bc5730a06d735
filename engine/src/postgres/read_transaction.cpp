#include "postgres/read_transaction.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "base/problem.h"
#include "base/text.h"
#include "postgres/pqxx_bridge.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

std::string set_local(std::string_view name, std::string_view value) {
  return "SET LOCAL " + std::string(name) + "='" + std::string(value) + "'";
}

std::string milliseconds(std::chrono::milliseconds time) {
  // In Postgres, zero means no limit.
  return std::to_string(std::max<long>(time.count(), 1)) + "ms";
}

// With IntervalStyle=sql_standard, a text like '-1 2:03:04' is a different interval than with the
// other styles, so this style is not changed.
constexpr std::string_view kSqlStandard = "sql_standard";
constexpr char kBeginQuery[] =
    "SELECT pg_catalog.pg_backend_pid(), pg_catalog.set_config('IntervalStyle', CASE "
    "pg_catalog.current_setting('IntervalStyle') WHEN 'sql_standard' THEN 'sql_standard' ELSE "
    "'iso_8601' END, true)";

// A function that a view calls can change the session in ways that ROLLBACK does not undo: advisory
// locks, and prepared statements that are added or removed. Only the protocol prepares statements
// with from_sql false, which no function can do. All statements are sent together with the
// ROLLBACK, and the next transaction reads their results.
constexpr char kRollbackAndCheck[] =
    "ROLLBACK;SELECT pg_catalog.pg_advisory_unlock_all(), pg_catalog.count(*) FILTER (WHERE "
    "p.from_sql), pg_catalog.count(*) FROM pg_catalog.pg_prepared_statement() p";

/// Returns whether the results of kRollbackAndCheck count no prepared statements but those of the
/// engine.
bool is_clean(const PGresult* counts, std::size_t prepared) {
  constexpr std::string_view kNone = "0";
  // The server may not be Postgres.
  return PQntuples(counts) == 1 && PQnfields(counts) == 3 && PQgetvalue(counts, 0, 1) == kNone &&
         PQgetvalue(counts, 0, 2) == std::to_string(prepared);
}

// invalid_sql_statement_name: no prepared statement has this name.
constexpr std::string_view kUnknownStatement = "26000";
constexpr std::string_view kDuplicateStatement = "42P05";

// Ten times the catalog of 100,000 relations.
constexpr std::uint64_t kMaxResultBytes = 64 * 1024 * 1024;

Problem connection_lost() {
  return Problem(ProblemCode::connection_lost, "The connection to the database was lost.",
                 "Try again.");
}

}  // namespace

ReadTransaction::ReadTransaction(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
                                 const ReadOptions& options) try
    : session_(session), guard_(guard), deadline_(deadline), pqxx_(session.pqxx()) {
  if (session_.rollback_pending()) finish_last_rollback();
  begin(options);
} catch (const pqxx::failure&) {
  // libpqxx checks the connection before the first statement.
  throw connection_lost();
}

ReadTransaction::~ReadTransaction() {
  try {
    send_rollback();
  } catch (...) {
    session_.discard();
  }
}

void ReadTransaction::roll_back() { execute("ROLLBACK"); }

void ReadTransaction::send_rollback() {
  if (session_.discarded()) return;
  // If something has ended the transaction, settings, temporary tables or a LISTEN may remain.
  if (PQtransactionStatus(session_.raw()) == PQTRANS_IDLE) return session_.discard();
  // The session is within a transaction, so it is not reused.
  if (deadline_.passed()) return;
  // Behind a pooler, the prepared statements of the server process belong to other sessions too.
  session_.send_rollback(kRollbackAndCheck, direct_);
}

void ReadTransaction::finish_last_rollback() {
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  const auto counts = session_.finish_rollback();
  session_.drop_notifications();
  if (session_.rollback_is_checked() && !is_clean(counts.get(), session_.prepared().size())) {
    session_.discard();
  }
  if (!session_.discarded()) return;
  if (deadline_.passed()) fail_statement("", allowance);
  throw connection_lost();
}

void ReadTransaction::begin() {
  auto options = options_;
  options.first_statement.clear();
  begin(options);
}

// One simple query with many statements. Startup options would have the same effect, but poolers
// refuse them. Roles and databases can override all of these settings, so all of them are set.
void ReadTransaction::begin(const ReadOptions& options) {
  options_ = options;
  // A transaction that imports a snapshot must not run a query first. SHOW does not count.
  const bool repeatable_read = options_.isolation == Isolation::repeatable_read;
  // Applies to each statement separately. The watchdog ends one that runs past the deadline.
  const auto timeout = options_.server_timeout ? std::to_string(options_.server_timeout->count())
                                               : milliseconds(deadline_.left());
  std::vector<std::string> statements{
      repeatable_read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                      : "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY",
      set_local("statement_timeout", timeout),
      set_local("idle_in_transaction_session_timeout", timeout),
      set_local("lock_timeout", milliseconds(std::min(options_.lock_timeout, deadline_.left()))),
      // The order of day and month remains as the database defines it: views parse text with it.
      set_local("DateStyle", "ISO"), set_local("standard_conforming_strings", "on"),
      set_local("quote_all_identifiers", "off"), set_local("synchronize_seqscans", "off"),
      set_local("enable_tidscan", "on"),
      // Nobody reads notices, and a function could send one with each row.
      set_local("client_min_messages", "error"),
      // When it converts to UTF-8, the server rejects invalid bytes, and with them the whole query.
      set_local("client_encoding", session_.is_sql_ascii() ? "SQL_ASCII" : "UTF8"),
      repeatable_read ? "SHOW IntervalStyle" : kBeginQuery};
  if (repeatable_read) statements.push_back(set_local("IntervalStyle", "iso_8601"));
  for (const auto& [name, value] : kPrintSettings) statements.push_back(set_local(name, value));
  if (!options_.snapshot.empty()) {
    statements.push_back("SET TRANSACTION SNAPSHOT '" + options_.snapshot + "'");
  }
  const auto begun = statements.size();
  if (!options_.first_statement.empty()) statements.push_back(options_.first_statement);
  std::string sql;
  for (const auto& statement : statements) sql += statement + ";";

  const auto result = send_begin(sql, begun);
  // A pooler responds to the login itself, with a process ID of its own.
  direct_ = !repeatable_read && result.value(0) == std::to_string(session_.process());
  session_.record_response(!repeatable_read && !direct_);
  sql_standard_intervals_ = result.value(repeatable_read ? 0 : 1) == kSqlStandard;
  // After a failure, the transaction accepts no statement.
  if (repeatable_read && sql_standard_intervals_ && !result.failed) {
    execute(set_local("IntervalStyle", kSqlStandard));
  }
}

BeginResult ReadTransaction::send_begin(const std::string& statements, std::size_t begun) {
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  first_statement_failure_.clear();
  auto result = run_begin(session_.raw(), statements);
  if (!result.failed) return result;
  if (result.succeeded == begun && !result.sqlstate.empty() &&
      PQtransactionStatus(session_.raw()) == PQTRANS_INERROR) {
    first_statement_failure_ = result.sqlstate;
    return result;
  }
  const bool timed_out = guard_.fired() || deadline_.passed();
  if (const auto problem = pooler_problem(session_, result, timed_out)) throw *problem;
  fail_statement(result.sqlstate, allowance);
}

pqxx::result ReadTransaction::query(const std::string& sql,
                                    const std::vector<std::string>& parameters) {
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  try {
    return run(pqxx_, sql, parameters);
  } catch (const pqxx::failure& failure) {
    fail_statement(sqlstate_of(failure), allowance);
  }
}

/// Runs a statement without parameters or result.
void ReadTransaction::execute(const std::string& statement) {
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  require_success(ResultHandle(PQexec(session_.raw(), statement.c_str())), allowance);
}

void ReadTransaction::require_success(const ResultHandle& result,
                                      const Watchdog::Allowance& allowance) const {
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return;
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  fail_statement(state == nullptr ? "" : state, allowance);
}

void ReadTransaction::ensure_executed(const std::string& statement) {
  if (statement != options_.first_statement) {
    query(statement);
  } else if (!first_statement_failure_.empty()) {
    throw make_query_problem(first_statement_failure_);
  }
}

pqxx::result ReadTransaction::query_prepared(const std::string& sql,
                                             const std::vector<std::string>& parameters) {
  if (!direct_ || session_.discarded()) return query(sql, parameters);
  const auto name = prepare_once(sql);
  std::vector<std::string> literals;
  for (const auto& parameter : parameters) {
    const BufferHandle literal(PQescapeLiteral(session_.raw(), parameter.data(), parameter.size()));
    // Null only if the text is invalid in the encoding of the session. Nothing in the catalog
    // equals it.
    literals.emplace_back(literal ? literal.get() : "NULL");
  }
  const auto list = join(literals, ",", std::identity());
  return query("EXECUTE " + name + (list.empty() ? "" : "(" + list + ")"));
}

/// Prepares the statement unless the session has prepared it. Returns its name.
std::string ReadTransaction::prepare_once(const std::string& sql) {
  auto& prepared = session_.prepared();
  const auto found = std::ranges::find(prepared, sql);
  auto name = "rowhook_" + std::to_string(found - prepared.begin());
  if (found != prepared.end()) return name;
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  require_success(ResultHandle(PQprepare(session_.raw(), name.c_str(), sql.c_str(), 0, nullptr)),
                  allowance);
  prepared.push_back(sql);
  return name;
}

ResultHandle ReadTransaction::describe(const std::string& statement) {
  const Watchdog::Allowance allowance(guard_, kMaxResultBytes);
  // Unnamed, so that the next one replaces it and it works behind transaction poolers.
  ResultHandle result(PQprepare(session_.raw(), "", statement.c_str(), 0, nullptr));
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
    result.reset(PQdescribePrepared(session_.raw(), ""));
  }
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return result;
  if (PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) == nullptr) fail_statement("", allowance);
  throw make_user_query_problem(result.get(), ProblemCode::query_invalid);
}

RowStream ReadTransaction::stream(const std::string& select) {
  if (user_query_) session_.discard();
  return RowStream(session_, guard_, deadline_, select,
                   {options_.row_limit_bytes, sql_standard_intervals_, user_query_});
}

pqxx::result require_shape(const pqxx::result& result, int columns, int least_rows) {
  if (static_cast<int>(result.columns()) != columns ||
      static_cast<int>(result.size()) < least_rows) {
    throw Problem(ProblemCode::query_failed, "The database returned an unexpected result.");
  }
  return result;
}

void ReadTransaction::fail_statement(const std::string& sqlstate,
                                     const Watchdog::Allowance& allowance) const {
  if (!sqlstate.empty()) {
    // The prepared statements are no longer those of this session.
    if (sqlstate == kUnknownStatement || sqlstate == kDuplicateStatement) session_.discard();
    throw make_query_problem(sqlstate);
  }
  if (allowance.exceeded()) {
    throw Problem(ProblemCode::query_failed, "The database returned too much data.");
  }
  if (guard_.fired() || deadline_.passed()) {
    throw Problem(ProblemCode::query_timeout, "The database did not respond in time.",
                  "Try again. A slow view or a busy server may be the cause.");
  }
  throw connection_lost();
}

}  // namespace rowhook
