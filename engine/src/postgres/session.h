#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "postgres/handle.h"
#include "postgres/pqxx_bridge.h"

namespace rowhook {

/// A cancel request, sent by a child process. The destructor waits for the process, which ends
/// after one second at most.
class CancelRequest {
 public:
  explicit CancelRequest(pid_t child) : child_(child) {}
  ~CancelRequest();
  CancelRequest(const CancelRequest&) = delete;
  CancelRequest& operator=(const CancelRequest&) = delete;

 private:
  pid_t child_;  // not positive: no process
};

/// An open connection, shared by libpqxx and libpq. For one thread at a time.
class Session {
 public:
  /// Throws connection_lost, and query_failed for a server before Postgres 13.
  explicit Session(ConnectionHandle connection);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  PqxxConnection& pqxx() { return *pqxx_; }
  PGconn* raw() const { return raw_; }
  /// Whether the database is SQL_ASCII: its bytes have no declared encoding, and the server does
  /// not validate them.
  bool is_sql_ascii() const {
    const char* encoding = PQparameterStatus(raw_, "server_encoding");
    return encoding != nullptr && std::string_view(encoding) == "SQL_ASCII";
  }
  /// The server version as PQserverVersion() returns it: 180004 for 18.4.
  int server_version() const { return PQserverVersion(raw_); }
  Deadline::Clock::time_point opened_at() const { return opened_at_; }
  bool encrypted() const { return PQsslInUse(raw_) != 0; }
  /// The process ID that the server reported at login.
  int process() const { return process_; }

  /// Returns whether the session can serve another request: open, idle or at the end of a
  /// transaction, not discarded, and with little data that a server made libpq keep.
  bool reusable();

  bool discarded() const { return discarded_; }

  /// Statements that are prepared in the server process of this connection.
  std::vector<std::string>& prepared() { return prepared_; }

  /// Records that the server responded to a statement. `by_other_process`: the process is not the
  /// one that was reported at login, as behind a pooler.
  void record_response(bool by_other_process) {
    responded_ = true;
    by_other_process_ = by_other_process_ || by_other_process;
  }
  bool has_responded() const { return responded_; }

  /// Returns whether a pooler responded to the login: another process ran a statement, or the
  /// reported process ID is impossible. False if unknown.
  bool behind_pooler() const;

  /// Cancels the statement that the server may still be running. Sends a cancel request over a
  /// separate connection, from a child process that is killed after one second. The destructor of
  /// the result waits for that process. Closing the connection is not enough: a busy backend does
  /// not check its socket.
  CancelRequest request_cancel() const;

  /// Sends the statements that roll a transaction back, and does not wait for their results.
  /// `checked`: the result of finish_rollback() must be checked.
  void send_rollback(const std::string& statements, bool checked);

  /// Returns whether results of send_rollback() are still unread. Read them before sending another
  /// statement.
  bool rollback_pending() const { return rollback_pending_; }
  bool rollback_is_checked() const { return rollback_is_checked_; }

  /// Waits for these results and returns the last one. If a statement failed, returns nothing and
  /// discards the session. REQUIRES: the time is limited, for example by Watchdog.
  ResultHandle finish_rollback();

  /// Frees the notifications that libpq received. Nothing here uses LISTEN, so a session with
  /// notifications is discarded.
  void drop_notifications();

  /// Marks the session as not reusable, regardless of its state.
  void discard() { discarded_ = true; }

 private:
  PGconn* raw_;
  int process_;
  Deadline::Clock::time_point opened_at_ = Deadline::Clock::now();
  CancelHandle cancel_;
  std::shared_ptr<PqxxConnection> pqxx_;
  std::vector<std::string> prepared_;
  bool discarded_ = false;
  bool rollback_pending_ = false;
  bool rollback_is_checked_ = false;
  bool responded_ = false;
  bool by_other_process_ = false;
};

}  // namespace rowhook
