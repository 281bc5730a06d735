#pragma once

#include <algorithm>
#include <chrono>

namespace rowhook {

/// The moment at which a request's budget is spent. Steady: changes of the wall clock do not
/// move it.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  static Deadline in(std::chrono::milliseconds budget) { return Deadline(Clock::now() + budget); }
  explicit Deadline(Clock::time_point at) : at_(at) {}

  Clock::time_point at() const { return at_; }
  bool passed() const { return Clock::now() >= at_; }

  /// What is left, never negative; rounded up, so that a wait for it does not end early.
  std::chrono::milliseconds left() const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }

  Deadline earlier(std::chrono::milliseconds budget) const {
    return Deadline(std::min(at_, Clock::now() + budget));
  }

 private:
  Clock::time_point at_;
};

}  // namespace rowhook
