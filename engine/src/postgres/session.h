#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
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
  /// The database is SQL_ASCII: its bytes are of no declared encoding, and the server vouches for
  /// none of them.
  bool unencoded() const {
    const char* encoding = PQparameterStatus(raw_, "server_encoding");
    return encoding != nullptr && std::string_view(encoding) == "SQL_ASCII";
  }
  /// As PQserverVersion() has it: 180004 for 18.4.
  int server_version() const { return PQserverVersion(raw_); }
  bool encrypted() const { return PQsslInUse(raw_) != 0; }

  /// Open, outside of any transaction and query, and not given up: fit for the next request.
  bool reusable() const;

  bool abandoned() const { return given_up_; }

  /// The statements that were prepared in the server process that this connection was opened to.
  std::vector<std::string>& prepared() { return prepared_; }

  /// Asks the server to end the statement that it may still run for this session, on a connection
  /// of its own, for a second at most. Closing a connection does not: a server that computes does
  /// not look.
  void cancel_statement() const { request_cancel(); }
  /// The same without waiting for it.
  CancelRequest request_cancel() const;

  /// Marks the session as not reusable, whatever its state looks like.
  void give_up() { given_up_ = true; }

 private:
  PGconn* raw_;
  CancelHandle cancel_;
  std::shared_ptr<PqxxConnection> pqxx_;
  std::vector<std::string> prepared_;
  bool given_up_ = false;
};

}  // namespace rowhook
