#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "postgres/begin_result.h"
#include "postgres/row_stream.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

enum class Isolation { read_committed, repeatable_read };

struct ReadOptions {
  /// Limit of the server for each statement and for its idle time; zero: none. Empty: the remaining
  /// time of the deadline.
  std::optional<std::chrono::milliseconds> server_timeout = {};
  Isolation isolation = Isolation::read_committed;
  std::string snapshot = {};  ///< an exported snapshot to read; REQUIRES: repeatable_read
  /// A statement that is sent with the BEGIN, which saves a round trip. See ensure_executed().
  std::string first_statement = {};

  // Always overwritten by Databases.
  std::chrono::milliseconds lock_timeout{};
  std::size_t row_limit_bytes = 0;  ///< limit of a stream, see RowStream
};

/// A read-only transaction. Its session has the settings that the encoders of payload/ rely on
/// (UTC, ISO styles, …). Settings that also decide how text is parsed, or what a value is, remain
/// as the database or role defines them. All waits end at the deadline. For a single thread.
class ReadTransaction {
 public:
  /// Begins the transaction in one round trip, after the result of the last ROLLBACK has been read.
  /// With sql_standard as IntervalStyle and repeatable_read, a second one follows. All arguments
  /// must outlive the transaction, and the deadline may change meanwhile. Throws connection_lost,
  /// also if the last transaction changed the session, query_timeout, overloaded (no free
  /// connection of a pooler), and the errors of the BEGIN.
  ReadTransaction(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
                  const ReadOptions& options);
  /// Ends the transaction if the connection allows it, and does not wait for the result.
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// Runs one statement. `parameters`: text for $1, $2, …. REQUIRES: no open stream. The result is
  /// stored in memory, so results of more than 64 MiB are refused. Throws the Problem of the error
  /// of the server.
  pqxx::result query(const std::string& sql, const std::vector<std::string>& parameters = {});

  /// Executes a statement without result, unless it is ReadOptions::first_statement, which was sent
  /// with the BEGIN. In both cases throws its error, like query().
  void ensure_executed(const std::string& statement);

  /// Like query(), for a statement of every request: prepares it, so that it is planned only once.
  /// Does not prepare it behind a pooler that assigns a server process to each transaction, which
  /// would not know it, nor on a session that is discarded, where that would cost a round trip and
  /// save none. REQUIRES: `sql` is a constant, because prepared statements are never removed.
  pqxx::result query_prepared(const std::string& sql, const std::vector<std::string>& parameters);

  /// Parses one statement without executing it. Returns the columns as PQdescribePrepared() does.
  /// Throws like make_user_query_problem() with query_invalid, and the errors of any statement.
  /// REQUIRES: no open stream, and no U+0000 in the statement.
  ResultHandle describe(const std::string& statement);

  /// Streams the rows of a SELECT. REQUIRES: no other open stream.
  RowStream stream(const std::string& select);

  /// Declares that streams contain a query written by the user. Their errors are those of
  /// make_user_query_problem() with query_failed, and the session is not reused after this
  /// transaction, because functions may change it in ways that ROLLBACK does not undo.
  void expect_user_query() { user_query_ = true; }

  /// Ends the transaction, for example after an error or to release its locks. The session stays
  /// open. REQUIRES: no open stream.
  void roll_back();

  /// Begins again after roll_back() with the same options, but without `first_statement`.
  void begin();
  /// Begins again after roll_back() with other options.
  void begin(const ReadOptions& options);

  const ReadOptions& options() const { return options_; }

  /// For what libpq stores: server version, parameters, TLS.
  Session& session() { return session_; }

  /// Whether IntervalStyle is sql_standard. It is not changed then, because that style parses the
  /// signs of an interval differently. A query must change the style while it prints an interval.
  bool sql_standard_intervals() const { return sql_standard_intervals_; }

  /// Time to connect; zero if a pooled connection was used.
  std::chrono::microseconds connect_time{0};

 private:
  void send_rollback();
  void finish_last_rollback();
  BeginResult send_begin(const std::string& statements, std::size_t begun);
  [[noreturn]] void fail_statement(const std::string& sqlstate,
                                   const Watchdog::Allowance& allowance) const;
  void execute(const std::string& statement);
  void require_success(const ResultHandle& result, const Watchdog::Allowance& allowance) const;
  std::string prepare_once(const std::string& sql);

  Session& session_;
  Watchdog::Guard& guard_;
  const Deadline& deadline_;
  ReadOptions options_;
  pqxx::nontransaction pqxx_;
  bool sql_standard_intervals_ = false;
  bool user_query_ = false;
  std::string first_statement_failure_;  ///< SQLSTATE of first_statement
  bool direct_ = false;  ///< runs in the server process that the connection was opened to
};

/// Returns `result` if it has exactly `columns` columns and at least `least_rows` rows, otherwise
/// throws query_failed. libpqxx does not check the bounds, and the server may not be Postgres.
pqxx::result require_shape(const pqxx::result& result, int columns, int least_rows = 0);

}  // namespace rowhook
