#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/handle.h"
#include "postgres/pqxx_bridge.h"

namespace rowhook {

/// A cancel request to a server, in a child process. Its end, a second later at most, is waited for
/// when the object ends.
class CancelRequest {
 public:
  explicit CancelRequest(pid_t child) : child_(child) {}
  ~CancelRequest();
  CancelRequest(const CancelRequest&) = delete;
  CancelRequest& operator=(const CancelRequest&) = delete;

 private:
  pid_t child_;  // not positive: there is none
};

/// One open connection, seen by libpqxx and by libpq. For one thread at a time.
class Session {
 public:
  /// Throws connection_lost, and query_failed for a server before Postgres 13.
  explicit Session(ConnectionHandle connection);

  PqxxConnection& pqxx() { return *pqxx_; }
  PGconn* raw() const { return raw_; }
  /// The database is SQL_ASCII: its bytes are of no declared encoding, and the server checks
  /// none of them.
  bool unencoded() const {
    const char* encoding = PQparameterStatus(raw_, "server_encoding");
    return encoding != nullptr && std::string_view(encoding) == "SQL_ASCII";
  }
  /// As PQserverVersion() has it: 180004 for 18.4.
  int server_version() const { return PQserverVersion(raw_); }
  bool encrypted() const { return PQsslInUse(raw_) != 0; }
  /// The process that answered the login, by its own word.
  int process() const { return process_; }

  /// Open, outside of any transaction and query, not discarded, and without much that a server may
  /// have made libpq keep: fit for the next request.
  bool reusable();

  bool discarded() const { return discarded_; }

  /// The statements that were prepared in the server process that this connection was opened to.
  std::vector<std::string>& prepared() { return prepared_; }

  /// The statements that travelled with a BEGIN as they are.
  std::set<std::string>& looked_up() { return looked_up_; }

  /// The server has answered a statement. `by_other_process`: by another process than the one that
  /// answered the login, as behind a pooler.
  void note_answer(bool by_other_process) {
    answered_ = true;
    by_other_process_ = by_other_process_ || by_other_process;
  }
  bool answered() const { return answered_; }

  /// A pooler answered the login: another process than it named ran a statement, or the number that
  /// it gave as the process's is none. False: not known.
  bool behind_pooler() const;

  /// Asks the server to end the statement that it may still run for this session, on a connection
  /// of its own, for a second at most. Closing the connection is not enough: a backend that
  /// computes does not look at its socket.
  void cancel_statement() const { request_cancel(); }
  /// The same without waiting for it.
  CancelRequest request_cancel() const;

  /// Frees the notifications that libpq has kept. Nothing here listens, so a session that has some
  /// is not to be used again.
  void drop_notifications();

  /// Marks the session as not reusable, whatever its state looks like.
  void discard() { discarded_ = true; }

 private:
  PGconn* raw_;
  int process_;
  CancelHandle cancel_;
  std::shared_ptr<PqxxConnection> pqxx_;
  std::vector<std::string> prepared_;
  std::set<std::string> looked_up_;
  bool discarded_ = false;
  bool answered_ = false;
  bool by_other_process_ = false;
};

}  // namespace rowhook
