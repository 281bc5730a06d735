#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "postgres/opening.h"
#include "postgres/row_stream.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

enum class Isolation { read_committed, repeatable_read };

/// A statement with text parameters, for $1 to $9.
struct Lookup {
  std::string sql;
  std::vector<std::string> parameters;

  bool operator==(const Lookup&) const = default;
};

struct ReadOptions {
  /// The server's own, of each statement and of waiting for the next one; zero: none. Absent: what
  /// is left of the deadline.
  std::optional<std::chrono::milliseconds> server_timeout = {};
  Isolation isolation = Isolation::read_committed;
  std::string snapshot = {};  ///< an exported one to read in; REQUIRES: repeatable_read
  /// A statement that travels with the BEGIN and saves a round trip. See run_with_begin().
  std::string statement_with_begin = {};
  /// What query() or query_prepared() will be asked: the answer comes with that of the BEGIN.
  std::optional<Lookup> lookup = {};

  // Databases sets these, whatever stands here.
  std::chrono::milliseconds lock_timeout{};
  std::size_t row_limit_bytes = 0;  ///< of a stream, see RowStream
};

/// A read-only transaction whose session has the settings that the encoders of payload/ rely on
/// (UTC, ISO styles, …). Settings that also decide how text is read, or what a value is, stay as
/// the database or the role has them. Every wait in it ends at the deadline. For one thread.
class ReadTransaction {
 public:
  /// Begins, in one round trip. All arguments must outlive the transaction.
  ReadTransaction(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
                  const ReadOptions& options);
  /// Ends the transaction, as far as the connection allows.
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// Runs one statement; `parameters` are text, for $1, $2 …. REQUIRES: no stream is open. The
  /// answer is held in memory whole, so one of more than 64 MiB is refused.
  /// Throws the Problem of the server's error.
  pqxx::result query(const std::string& sql, const std::vector<std::string>& parameters = {});

  /// As query(), for a statement without an answer. Where it is ReadOptions::statement_with_begin,
  /// it has run with the BEGIN, and this throws what came of it.
  void run_with_begin(const std::string& statement);

  /// As query(), for a statement that every request asks: prepared once, it is planned once. Behind
  /// a pooler that gives each transaction another server process it is not prepared: the next
  /// process would not know it. REQUIRES: `sql` is a constant, as what is prepared stays.
  pqxx::result query_prepared(const std::string& sql, const std::vector<std::string>& parameters);

  /// Parses one statement, executes nothing, and returns what PQdescribePrepared() says of its
  /// columns. Throws as make_user_query_problem() with query_invalid, and what any statement does.
  /// REQUIRES: no stream is open, and no U+0000 in the text.
  ResultHandle describe(const std::string& statement);

  /// Streams the rows of a SELECT. REQUIRES: no other stream is open.
  RowStream stream(const std::string& select);

  /// Streams have the text of a user's query in them from now on. Their errors are those of
  /// make_user_query_problem() with query_failed, and nobody uses the session after this
  /// transaction: functions may leave in it what no ROLLBACK takes back.
  void expect_user_query() { user_query_ = true; }

  /// Ends the transaction, which an error may have aborted and which holds locks, and keeps the
  /// session. REQUIRES: no stream is open.
  void roll_back();

  /// Begins again after roll_back(), with the same options, but runs neither `statement_with_begin`
  /// nor `lookup`.
  void begin();
  /// The same with other options.
  void begin(const ReadOptions& options);

  const ReadOptions& options() const { return options_; }

  /// For the few facts that libpq keeps: the server's version, its parameters, TLS.
  Session& session() { return session_; }

  /// The session's IntervalStyle is sql_standard and stays so, because that style reads the signs
  /// of an interval in its own way. A query must switch the style while it prints an interval.
  bool sql_standard_intervals() const { return sql_standard_intervals_; }

  /// How long connecting took; zero where an open connection was used.
  std::chrono::microseconds connect_time{0};

 private:
  void end();
  Opening send_begin(const std::string& statements, std::size_t begun);
  std::string lookup_sql(const Lookup& lookup);
  std::optional<pqxx::result> answered_lookup(const std::string& sql,
                                              const std::vector<std::string>& parameters);
  [[noreturn]] void fail_with(const std::string& sqlstate) const;
  [[noreturn]] void fail_statement(const std::string& sqlstate,
                                   const Watchdog::Allowance& allowance) const;
  std::string prepare_once(const std::string& sql);
  template <class Statement>
  pqxx::result guarded(Statement&& statement);

  Session& session_;
  Watchdog::Guard& guard_;
  const Deadline& deadline_;
  ReadOptions options_;
  pqxx::nontransaction pqxx_;
  bool sql_standard_intervals_ = false;
  bool user_query_ = false;
  std::string begin_failure_;   ///< SQLSTATE of what ran with the BEGIN
  std::string lookup_failure_;  ///< the same
  ResultHandle looked_up_;
  bool direct_ = false;  ///< this runs in the server process that the connection was opened to
};

/// The answer, where it has this many columns, and rows at least. Throws query_failed for another
/// shape: libpqxx reads what is not there without a look, and the server may not be Postgres.
pqxx::result require_shape(const pqxx::result& answer, int columns, int least_rows = 0);

}  // namespace rowhook
