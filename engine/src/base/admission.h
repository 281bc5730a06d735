#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/problem.h"

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

/// Bounds how much is done for one database at the same time, so that one that hangs leaves room
/// for the others. Never waits. Safe from any thread.
class DatabaseAdmission {
 public:
  /// `most`: for each database; at least one is allowed.
  explicit DatabaseAdmission(std::size_t most) : most_(most == 0 ? 1 : most) {}

  /// One admitted use of a database, while it lives.
  class Slot {
   public:
    /// `database`: its canonical connection string. Throws overloaded where it has no slot left.
    Slot(DatabaseAdmission& bound, std::string database)
        : bound_(bound), database_(std::move(database)) {
      const std::lock_guard lock(bound_.mutex_);
      auto& running = bound_.running_[database_];
      if (running >= bound_.most_) {
        throw Problem(ProblemCode::overloaded, "Too many requests to this database are running.",
                      "Try again in a moment.");
      }
      ++running;
    }
    ~Slot() {
      const std::lock_guard lock(bound_.mutex_);
      const auto running = bound_.running_.find(database_);
      if (--running->second == 0) bound_.running_.erase(running);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

   private:
    DatabaseAdmission& bound_;
    const std::string database_;
  };

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> running_;
};

}  // namespace rowhook
