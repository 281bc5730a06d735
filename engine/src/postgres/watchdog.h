#pragma once

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "postgres/deadline.h"

namespace rowhook {

/// Ends waits that cannot end themselves: libpqxx blocks inside libpq without any deadline. One
/// thread shuts down the sockets whose time is over, which makes such a wait fail at once.
class Watchdog {
 public:
  /// Watches a socket while it lives.
  class Guard {
   public:
    /// Watches a duplicate of the descriptor, so that it never hits a socket opened later under
    /// the same number.
    Guard(Watchdog& watchdog, int socket_fd, const Deadline& deadline);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    /// The time was over and the socket is shut.
    bool fired() const { return fired_; }

   private:
    friend class Watchdog;
    Watchdog& watchdog_;
    int socket_fd_;
    Deadline deadline_;
    std::atomic<bool> fired_{false};
    std::list<Guard*>::iterator place_;
  };

  Watchdog();
  /// REQUIRES: no guard is left.
  ~Watchdog();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Guard*> guards_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace rowhook
