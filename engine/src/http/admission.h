#pragma once

#include <atomic>
#include <cstddef>

#include "error.h"

namespace rowhook {

/// Bounds how many requests work at the same time. Never waits.
class Admission {
 public:
  explicit Admission(std::size_t most) : most_(most) {}

  /// One admitted request, while it lives.
  class Slot {
   public:
    /// Throws overloaded where no slot is free.
    explicit Slot(Admission& admission) : admission_(admission) {
      if (admission_.running_.fetch_add(1) >= admission_.most_) {
        admission_.running_.fetch_sub(1);
        throw Problem(ProblemCode::overloaded, "Too many requests are running.",
                      "Try again in a moment.");
      }
    }
    ~Slot() { admission_.running_.fetch_sub(1); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

   private:
    Admission& admission_;
  };

 private:
  const std::size_t most_;
  std::atomic<std::size_t> running_{0};
};

}  // namespace rowhook
