#include "postgres/read_transaction.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "error.h"
#include "postgres/pqxx_bridge.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

std::string set_local(std::string_view name, std::string_view value) {
  return "SET LOCAL " + std::string(name) + "='" + std::string(value) + "';";
}

std::string milliseconds(std::chrono::milliseconds time) {
  // To Postgres, zero means no limit.
  return std::to_string(std::max<long>(time.count(), 1)) + "ms";
}

// Ten times the catalog of 100,000 relations.
constexpr std::uint64_t kMostAnswerBytes = 64 * 1024 * 1024;

Problem connection_lost() {
  return Problem(ProblemCode::connection_lost, "The connection to the database broke.",
                 "Try again.");
}

}  // namespace

ReadTransaction::ReadTransaction(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
                                 const ReadOptions& options) try
    : session_(session),
      guard_(guard),
      deadline_(deadline),
      options_(options),
      pqxx_(session.pqxx()) {
  begin();
} catch (const pqxx::failure&) {
  // libpqxx looks at the connection before the first statement does.
  throw connection_lost();
}

ReadTransaction::~ReadTransaction() {
  try {
    if (PQtransactionStatus(session_.raw()) != PQTRANS_IDLE && !deadline_.passed() &&
        !session_.abandoned()) {
      roll_back();
    }
  } catch (...) {
    session_.give_up();
  }
}

void ReadTransaction::roll_back() {
  guarded([&] { return run_simple(pqxx_, "ROLLBACK"); });
}

// One simple query of many statements: startup options would do the same, but poolers refuse them.
// Roles and databases can override all of these settings, so none is left to its default.
void ReadTransaction::begin() {
  std::string sql = options_.isolation == Isolation::repeatable_read
                        ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                        : "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY;";
  const auto left = milliseconds(deadline_.left());
  sql += set_local("statement_timeout", left);
  sql += set_local("idle_in_transaction_session_timeout", left);
  sql += set_local("lock_timeout", milliseconds(std::min(options_.lock_timeout, deadline_.left())));
  sql += set_local("TimeZone", "UTC");
  sql += set_local("DateStyle", "ISO, YMD");
  sql += set_local("IntervalStyle", "iso_8601");
  sql += set_local("extra_float_digits", "3");
  sql += set_local("bytea_output", "hex");
  sql += set_local("standard_conforming_strings", "on");
  sql += set_local("quote_all_identifiers", "off");
  sql += set_local("lc_monetary", "C");
  sql += set_local("synchronize_seqscans", "off");
  sql += set_local("enable_tidscan", "on");
  // Into UTF-8 the server would refuse bytes that are none, and the whole query with them.
  sql += set_local("client_encoding", session_.unencoded() ? "SQL_ASCII" : "UTF8");
  // A pooler answers the login itself, with a number of its own. A transaction that is to take over
  // a snapshot must not have asked for anything.
  if (options_.isolation == Isolation::read_committed) sql += "SELECT pg_catalog.pg_backend_pid()";
  const auto process = guarded([&] { return run_simple(pqxx_, sql); });
  direct_ = !process.empty() && process.columns() == 1 &&
            process[0][0].c_str() == std::to_string(PQbackendPID(session_.raw()));
}

pqxx::result ReadTransaction::query(const std::string& sql,
                                    const std::vector<std::string>& parameters) {
  return guarded([&] { return run(pqxx_, sql, parameters); });
}

pqxx::result ReadTransaction::query_prepared(const std::string& sql,
                                             const std::vector<std::string>& parameters) {
  if (!direct_) return query(sql, parameters);
  return guarded([&] { return run_prepared(pqxx_, prepare_once(sql), parameters); });
}

std::string ReadTransaction::prepare_once(const std::string& sql) {
  auto& prepared = session_.prepared();
  const auto found = std::find(prepared.begin(), prepared.end(), sql);
  auto name = "rowhook_" + std::to_string(found - prepared.begin());
  if (found == prepared.end()) {
    prepare(pqxx_, name, sql);
    prepared.push_back(sql);
  }
  return name;
}

RowStream ReadTransaction::stream(const std::string& select) {
  return RowStream(session_, guard_, deadline_, select, options_.row_limit_bytes);
}

pqxx::result of_shape(const pqxx::result& answer, int columns, int least_rows) {
  if (static_cast<int>(answer.columns()) != columns ||
      static_cast<int>(answer.size()) < least_rows) {
    throw Problem(ProblemCode::query_failed, "The database's answer has another shape.");
  }
  return answer;
}

template <class Statement>
pqxx::result ReadTransaction::guarded(Statement&& statement) {
  const Watchdog::Allowance allowance(guard_, kMostAnswerBytes);
  try {
    return std::forward<Statement>(statement)();
  } catch (const pqxx::failure& failure) {
    const auto state = sqlstate_of(failure);
    if (!state.empty()) throw make_query_problem(state);
    if (allowance.exceeded()) {
      throw Problem(ProblemCode::query_failed, "The database sent more than can be an answer.");
    }
    if (guard_.fired() || deadline_.passed()) {
      throw Problem(ProblemCode::query_timeout, "The database did not answer in time.",
                    "Try again; a slow view or a busy server may be the cause.");
    }
    throw connection_lost();
  }
}

}  // namespace rowhook
