#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include "base/deadline.h"

namespace rowhook {

/// Ends waits that cannot end themselves: libpqxx blocks inside libpq without any deadline, and
/// holds whatever a server sends. One thread shuts down the sockets whose time or allowance is
/// over, which makes such a wait fail at once.
class Watchdog {
 public:
  /// Watches a socket while it lives.
  class Guard {
   public:
    /// Watches a duplicate of the descriptor, so that it never hits a socket opened later under
    /// the same number. Throws internal where there is no descriptor left.
    Guard(Watchdog& watchdog, int socket_fd, const Deadline& deadline);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    /// From now on another time counts.
    void watch_until(const Deadline& deadline);

    /// The time or the allowance was over and the socket is shut.
    bool fired() const { return fired_; }

   private:
    friend class Watchdog;
    friend class Allowance;
    bool over();
    bool takes_too_much();

    Watchdog& watchdog_;
    int socket_fd_;
    Deadline deadline_;
    std::optional<Deadline::Clock::time_point> cancelled_since_;
    std::atomic<bool> fired_{false};
    std::atomic<std::uint64_t> allowed_{0};  ///< bytes to be taken; 0: any number
    std::atomic<unsigned> allowances_{0};
    unsigned allowances_seen_ = 0;
    std::uint64_t taken_before_ = 0;
    std::atomic<bool> took_too_much_{false};
    std::list<Guard*>::iterator place_;
  };

  /// Bounds how many bytes may be taken from a watched socket while it lives, besides those that
  /// are granted later. The watchdog counts, now and then: what is taken between two looks comes on
  /// top, and granting costs nothing.
  class Allowance {
   public:
    Allowance(Guard& guard, std::uint64_t bytes) : guard_(guard) {
      guard_.allowed_ = bytes;
      guard_.allowances_.fetch_add(1);
    }
    ~Allowance() { guard_.allowed_ = 0; }
    Allowance(const Allowance&) = delete;
    Allowance& operator=(const Allowance&) = delete;

    /// Allows so many bytes more: what was taken so far and is not held any longer.
    void grant(std::uint64_t bytes) { guard_.allowed_.fetch_add(bytes, std::memory_order_relaxed); }

    /// More was taken, and the socket is shut.
    bool exceeded() const { return guard_.took_too_much_; }

   private:
    Guard& guard_;
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
