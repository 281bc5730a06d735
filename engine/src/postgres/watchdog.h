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

/// Ends waits that have no timeout: libpqxx blocks in libpq without a deadline, and stores
/// everything that a server sends. One thread shuts down the sockets whose time or allowance is
/// exceeded, so that such a wait fails immediately.
class Watchdog {
 public:
  /// Watches a socket for the lifetime of the object.
  class Guard {
   public:
    /// Watches a duplicate of the descriptor, so that it never shuts down another socket that
    /// reuses the number. Throws internal if no descriptor is available.
    Guard(Watchdog& watchdog, int socket_fd, const Deadline& deadline);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    void watch_until(const Deadline& deadline);

    /// Whether the time or allowance was exceeded and the socket was shut down.
    bool fired() const { return fired_; }

   private:
    friend class Watchdog;
    bool expired();
    bool exceeds_allowance();

    Watchdog& watchdog_;
    int socket_fd_;
    Deadline deadline_;
    std::optional<Deadline::Clock::time_point> cancelled_since_;
    std::atomic<bool> fired_{false};
    std::atomic<std::uint64_t> allowed_{0};  ///< bytes that may be read; 0: no limit
    std::atomic<unsigned> allowances_{0};
    unsigned allowances_seen_ = 0;
    std::uint64_t consumed_before_ = 0;
    std::atomic<bool> allowance_exceeded_{false};
    std::list<Guard*>::iterator place_;
  };

  /// Limits the bytes that may be read from a watched socket during the lifetime of the object, not
  /// counting those granted later. The watchdog counts periodically, so the bytes between two
  /// checks may exceed the limit, and granting costs nothing.
  class Allowance {
   public:
    Allowance(Guard& guard, std::uint64_t bytes) : guard_(guard) {
      // The counter first, so that a check never applies this limit to bytes of an earlier one.
      guard_.allowances_.fetch_add(1);
      guard_.allowed_ = bytes;
    }
    ~Allowance() { guard_.allowed_ = 0; }
    Allowance(const Allowance&) = delete;
    Allowance& operator=(const Allowance&) = delete;

    /// Allows that many more bytes: those that were read and are no longer stored.
    void grant(std::uint64_t bytes) { guard_.allowed_.fetch_add(bytes, std::memory_order_relaxed); }

    /// Whether the limit was exceeded and the socket was shut down.
    bool exceeded() const { return guard_.allowance_exceeded_; }

   private:
    Guard& guard_;
  };

  Watchdog();
  /// REQUIRES: no guard exists.
  ~Watchdog();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Guard*> guards_;
  bool used_ = false;  ///< whether a guard was created since the last check
  bool idle_ = false;  ///< whether the thread waits without a timeout
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace rowhook
