#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

namespace rowhook {

/// Set when the client disconnects or calls /v1/cancel. Safe from any thread.
class Cancellation {
 public:
  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }

 private:
  std::atomic<bool> cancelled_{false};
};

/// The moment at which a request's budget is spent, or at which it is cancelled, whichever comes
/// first. Steady: changes of the wall clock do not move it.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// How soon a wait should look whether it was cancelled.
  static constexpr std::chrono::milliseconds kTick{100};

  /// A cancellation must outlive the deadline and its copies.
  static Deadline in(std::chrono::milliseconds budget, const Cancellation* cancellation = nullptr) {
    return Deadline(Clock::now() + budget, cancellation);
  }
  explicit Deadline(Clock::time_point at, const Cancellation* cancellation = nullptr)
      : at_(at), cancellation_(cancellation) {}

  Clock::time_point at() const { return at_; }
  bool cancelled() const { return cancellation_ != nullptr && cancellation_->cancelled(); }
  bool passed() const { return cancelled() || Clock::now() >= at_; }

  /// What is left, never negative; rounded up, so that a wait for it does not end early.
  std::chrono::milliseconds left() const {
    if (cancelled()) return std::chrono::milliseconds(0);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }

  /// What may be waited in one go: not longer than a tick.
  std::chrono::milliseconds next_wait() const { return std::min(left(), kTick); }

  Deadline within(std::chrono::milliseconds budget) const {
    return Deadline(std::min(at_, Clock::now() + budget), cancellation_);
  }
  /// Another moment under the same cancellation.
  Deadline at_time(Clock::time_point at) const { return Deadline(at, cancellation_); }
  Deadline extended_by(std::chrono::milliseconds grace) const {
    const bool endless = at_ > Clock::time_point::max() - grace;
    return Deadline(endless ? at_ : at_ + grace, cancellation_);
  }

 private:
  Clock::time_point at_;
  const Cancellation* cancellation_;
};

}  // namespace rowhook
