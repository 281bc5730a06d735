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

// What the catalog's queries and libpqxx ask of a server, as PQserverVersion() has it.
constexpr int kOldestServer = 130'000;

// libpq keeps every ParameterStatus as long as the connection, and tells nothing of it. A
// connection that has taken this much is replaced by a new one, which costs little beside so many
// bytes.
constexpr std::uint64_t kMaxTakenBytes = 16 * 1024 * 1024;

/// Before libpqxx sees the connection, which refuses much older servers and then leaks it.
ConnectionHandle recent(ConnectionHandle connection) {
  if (PQserverVersion(connection.get()) < kOldestServer) {
    throw Problem(ProblemCode::query_failed, "The server is older than Postgres 13.",
                  "Use a server of Postgres 13 or later, or one that is compatible with it.");
  }
  return connection;
}

}  // namespace

// Process and handle are taken now: once libpq has noticed a broken connection, it gives none.
Session::Session(ConnectionHandle connection) try
    : raw_(connection.get()),
      process_(PQbackendPID(connection.get())),
      cancel_(PQgetCancel(connection.get())),
      pqxx_(adopt(recent(std::move(connection)))) {
} catch (const pqxx::failure&) {
  throw Problem(ProblemCode::connection_lost, "The connection broke right after the login.",
                "Try again.");
}

void Session::drop_notifications() {
  while (auto* notification = PQnotifies(raw_)) {
    PQfreemem(notification);
    discard();
  }
}

bool Session::reusable() {
  drop_notifications();
  return !discarded_ && taken_bytes(PQsocket(raw_)) < kMaxTakenBytes &&
         PQstatus(raw_) == CONNECTION_OK && PQtransactionStatus(raw_) == PQTRANS_IDLE;
}

// PgBouncer gives a random number. No system that Postgres runs on numbers its processes beyond
// 2^22, which is Linux's PID_MAX_LIMIT.
bool Session::behind_pooler() const {
  constexpr int kLargestProcess = 1 << 22;
  return by_other_process_ || process_ < 0 || process_ > kLargestProcess;
}

// PQcancel waits for the server without any deadline, and no thread can be ended from outside; but
// a process can. PQcancel is made for signal handlers, so it may run between fork and _exit
// (https://www.postgresql.org/docs/current/libpq-cancel.html).
CancelRequest Session::request_cancel() const {
  constexpr unsigned kSeconds = 1;
  // Unknown: the connection broke or was shut down, and the server may not have noticed.
  const auto status = PQtransactionStatus(raw_);
  if (!cancel_ || (status != PQTRANS_ACTIVE && status != PQTRANS_UNKNOWN)) return CancelRequest(0);
  const pid_t child = fork();
  if (child == 0) {
    alarm(kSeconds);
#ifdef SYS_close_range
    // What the child holds open would not be seen to close by the other side.
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
