#include "postgres/watchdog.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace rowhook {

Watchdog::Guard::Guard(Watchdog& watchdog, int socket_fd, const Deadline& deadline)
    : watchdog_(watchdog), socket_fd_(fcntl(socket_fd, F_DUPFD_CLOEXEC, 0)), deadline_(deadline) {
  const std::lock_guard lock(watchdog_.mutex_);
  place_ = watchdog_.guards_.insert(watchdog_.guards_.end(), this);
  watchdog_.changed_.notify_one();
}

Watchdog::Guard::~Guard() {
  {
    const std::lock_guard lock(watchdog_.mutex_);
    watchdog_.guards_.erase(place_);
  }
  if (socket_fd_ >= 0) close(socket_fd_);
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

// Guards are few (one for each running request), so a walk over all of them is cheaper than
// keeping them in order.
void Watchdog::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    auto wake_at = Deadline::Clock::time_point::max();
    for (auto* guard : guards_) {
      if (guard->fired_) continue;
      if (guard->deadline_.passed()) {
        guard->fired_ = true;
        shutdown(guard->socket_fd_, SHUT_RDWR);
      } else {
        wake_at = std::min(wake_at, guard->deadline_.at());
      }
    }
    if (wake_at == Deadline::Clock::time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, wake_at);
    }
  }
}

}  // namespace rowhook
