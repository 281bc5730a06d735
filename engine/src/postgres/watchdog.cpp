#include "postgres/watchdog.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "base/problem.h"
#include "postgres/socket.h"

namespace rowhook {
namespace {

// Interval of the checks for cancellation and exceeded allowances. A server on the same machine
// sends about ten megabytes in this time.
constexpr std::chrono::milliseconds kCheckInterval{10};

// Time for a wait to notice the cancellation itself and to send the cancel request while the
// connection is open. A pooler forwards it only then.
constexpr std::chrono::milliseconds kGraceForCancel{500};

}  // namespace

Watchdog::Guard::Guard(Watchdog& watchdog, int socket_fd, const Deadline& deadline)
    : watchdog_(watchdog), socket_fd_(fcntl(socket_fd, F_DUPFD_CLOEXEC, 0)), deadline_(deadline) {
  if (socket_fd_ < 0) throw Problem(ProblemCode::internal);
  const std::lock_guard lock(watchdog_.mutex_);
  place_ = watchdog_.guards_.insert(watchdog_.guards_.end(), this);
  watchdog_.used_ = true;
  if (watchdog_.idle_) watchdog_.changed_.notify_one();
}

Watchdog::Guard::~Guard() {
  {
    const std::lock_guard lock(watchdog_.mutex_);
    watchdog_.guards_.erase(place_);
  }
  close(socket_fd_);
}

bool Watchdog::Guard::expired() {
  if (exceeds_allowance()) return true;
  if (!deadline_.cancelled()) return deadline_.passed();
  if (!cancelled_since_) cancelled_since_ = Deadline::Clock::now();
  return Deadline::Clock::now() - *cancelled_since_ > kGraceForCancel;
}

bool Watchdog::Guard::exceeds_allowance() {
  if (allowed_ == 0) return false;
  const auto consumed = consumed_bytes(socket_fd_);
  if (const auto allowances = allowances_.load(); allowances != allowances_seen_) {
    allowances_seen_ = allowances;
    consumed_before_ = consumed;
  }
  // Read after the bytes, so that it includes what was granted while they were counted.
  const auto allowed = allowed_.load();
  // Another allowance has begun, so the bytes and the limit may be of different ones.
  if (allowances_.load() != allowances_seen_) return false;
  allowance_exceeded_ =
      allowed != 0 && consumed > consumed_before_ && consumed - consumed_before_ > allowed;
  return allowance_exceeded_;
}

void Watchdog::Guard::watch_until(const Deadline& deadline) {
  const std::lock_guard lock(watchdog_.mutex_);
  deadline_ = deadline;
}

Watchdog::Watchdog() : thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  thread_.join();
}

// There are few guards (one for each running request), so iterating over all of them is cheaper
// than keeping them sorted.
void Watchdog::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    bool watching = false;
    for (auto* guard : guards_) {
      if (guard->fired_) continue;
      if (guard->expired()) {
        guard->fired_ = true;
        abort_connection(guard->socket_fd_);
      } else {
        watching = true;
      }
    }
    // Keeps checking for one more interval after a guard was created, because waking the thread for
    // each of several short requests costs more.
    if (std::exchange(used_, false) || watching) {
      changed_.wait_for(lock, kCheckInterval);
    } else {
      idle_ = true;
      changed_.wait(lock);
      idle_ = false;
    }
  }
}

}  // namespace rowhook
