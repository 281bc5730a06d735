#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

namespace rowhook {

/// The cancellation flag of a request, set when the client disconnects or calls /v1/cancel. Safe
/// from any thread.
class Cancellation {
 public:
  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }

 private:
  std::atomic<bool> cancelled_{false};
};

/// A point in time after which a request must stop, or its cancellation, whichever comes first.
/// Uses the steady clock, so changes of the wall clock do not move it.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// Maximum time between two checks for cancellation.
  static constexpr std::chrono::milliseconds kTick{100};

  /// `cancellation` must outlive the deadline and its copies.
  static Deadline in(std::chrono::milliseconds budget, const Cancellation* cancellation = nullptr) {
    return Deadline(Clock::now() + budget, cancellation);
  }
  explicit Deadline(Clock::time_point at, const Cancellation* cancellation = nullptr)
      : at_(at), cancellation_(cancellation) {}

  Clock::time_point at() const { return at_; }
  bool cancelled() const { return cancellation_ != nullptr && cancellation_->cancelled(); }
  /// Whether the request must stop, for either reason. Waits throw query_timeout then.
  bool passed() const { return cancelled() || Clock::now() >= at_; }

  /// Returns the remaining time, never negative. Rounds up, so that a wait of this length does not
  /// end before the deadline.
  std::chrono::milliseconds left() const {
    if (cancelled()) return std::chrono::milliseconds(0);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }

  /// Returns the time to wait before checking again: the remaining time, at most kTick.
  std::chrono::milliseconds next_wait() const { return std::min(left(), kTick); }

  Deadline within(std::chrono::milliseconds budget) const {
    return Deadline(std::min(at_, Clock::now() + budget), cancellation_);
  }
  /// Returns a deadline at another time with the same cancellation.
  Deadline at_time(Clock::time_point at) const { return Deadline(at, cancellation_); }
  /// REQUIRES: not the maximum time point, because the sum would overflow.
  Deadline extended_by(std::chrono::milliseconds grace) const {
    return Deadline(at_ + grace, cancellation_);
  }

 private:
  Clock::time_point at_;
  const Cancellation* cancellation_;
};

/// Returns the time since `begin`.
inline std::chrono::microseconds elapsed_since(Deadline::Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Deadline::Clock::now() - begin);
}

}  // namespace rowhook
