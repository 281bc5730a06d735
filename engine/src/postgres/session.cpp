#include "postgres/session.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/problem.h"
#include "postgres/socket.h"

namespace rowhook {
namespace {

// The oldest version that the catalog queries and libpqxx support, as PQserverVersion() returns it.
constexpr int kOldestServer = 130'000;

// libpq keeps each ParameterStatus until the connection is closed, and does not report the size. A
// connection that received this much is replaced, which costs little compared to so many bytes.
constexpr std::uint64_t kMaxConsumedBytes = 16 * 1024 * 1024;

/// Checks the version before libpqxx does, which rejects much older servers and then leaks the
/// connection.
ConnectionHandle require_supported_version(ConnectionHandle connection) {
  if (PQserverVersion(connection.get()) < kOldestServer) {
    throw Problem(ProblemCode::query_failed, "The server is older than Postgres 13.",
                  "Use a server of Postgres 13 or later, or one that is compatible with it.");
  }
  return connection;
}

}  // namespace

// The process ID and the cancel handle are read now, because libpq no longer provides them once
// it has noticed a lost connection.
Session::Session(ConnectionHandle connection) try
    : raw_(connection.get()),
      process_(PQbackendPID(connection.get())),
      cancel_(PQgetCancel(connection.get())),
      pqxx_(adopt(require_supported_version(std::move(connection)))) {
} catch (const pqxx::failure&) {
  throw Problem(ProblemCode::connection_lost, "The connection was lost right after the login.",
                "Try again.");
}

// The system resets a connection that is closed with unread data, which the server would log.
Session::~Session() {
  if (rollback_pending_) PQconsumeInput(raw_);
}

void Session::send_rollback(const std::string& statements, bool checked) {
  rollback_pending_ = PQsendQuery(raw_, statements.c_str()) != 0;
  rollback_is_checked_ = checked;
  if (!rollback_pending_) discard();
}

ResultHandle Session::finish_rollback() {
  rollback_pending_ = false;
  ResultHandle last;
  while (ResultHandle result{PQgetResult(raw_)}) {
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      discard();
      return nullptr;
    }
    last = std::move(result);
  }
  return last;
}

void Session::drop_notifications() {
  while (auto* notification = PQnotifies(raw_)) {
    PQfreemem(notification);
    discard();
  }
}

bool Session::reusable() {
  drop_notifications();
  return !discarded_ && consumed_bytes(PQsocket(raw_)) < kMaxConsumedBytes &&
         PQstatus(raw_) == CONNECTION_OK &&
         (rollback_pending_ || PQtransactionStatus(raw_) == PQTRANS_IDLE);
}

// PgBouncer reports a random number. No supported system has process IDs beyond 2^22, which is
// PID_MAX_LIMIT of Linux.
bool Session::behind_pooler() const {
  constexpr int kLargestProcess = 1 << 22;
  return by_other_process_ || process_ < 0 || process_ > kLargestProcess;
}

// PQcancel() waits for the server without a timeout. A thread cannot be stopped from outside, but a
// process can. PQcancel() is safe in signal handlers, so it may run between fork() and _exit()
// (https://www.postgresql.org/docs/current/libpq-cancel.html).
CancelRequest Session::request_cancel() const {
  constexpr unsigned kSeconds = 1;
  // PQTRANS_UNKNOWN: the connection was lost or shut down, which the server may not have noticed.
  const auto status = PQtransactionStatus(raw_);
  // The end of a transaction is not cancelled: the request could arrive during the next one.
  if (!cancel_ || rollback_pending_ || (status != PQTRANS_ACTIVE && status != PQTRANS_UNKNOWN))
    return CancelRequest(0);
  const pid_t child = fork();
  if (child == 0) {
    alarm(kSeconds);
#ifdef SYS_close_range
    // Otherwise the peers of other sockets would not see them closed while the child is running.
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
#endif
    std::array<char, 256> error{};
    PQcancel(cancel_.get(), error.data(), error.size());
    _exit(0);
  }
  return CancelRequest(child);
}

CancelRequest::~CancelRequest() {
  while (child_ > 0 && waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace rowhook
