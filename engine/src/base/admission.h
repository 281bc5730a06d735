#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/problem.h"

namespace rowhook {

/// Limits the number of requests that run at the same time. Never waits.
class Admission {
 public:
  explicit Admission(std::size_t limit) : limit_(limit) {}

  /// Admits one request for the lifetime of the object.
  class Slot {
   public:
    /// Throws overloaded if the limit is reached.
    explicit Slot(Admission& admission) : admission_(admission) {
      if (admission_.running_.fetch_add(1) >= admission_.limit_) {
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
  const std::size_t limit_;
  std::atomic<std::size_t> running_{0};
};

/// Limits the number of uses of each database at the same time, so that one database that hangs
/// does not block the others. Never waits. Safe from any thread.
class DatabaseAdmission {
 public:
  /// `limit`: for each database, at least 1.
  explicit DatabaseAdmission(std::size_t limit) : limit_(limit == 0 ? 1 : limit) {}

  /// Admits one use of a database for the lifetime of the object.
  class Slot {
   public:
    /// `database`: its canonical connection string. Throws overloaded if the limit of this database
    /// is reached.
    Slot(DatabaseAdmission& admission, std::string database)
        : admission_(admission), database_(std::move(database)) {
      const std::lock_guard lock(admission_.mutex_);
      auto& running = admission_.running_[database_];
      if (running >= admission_.limit_) {
        throw Problem(ProblemCode::overloaded, "Too many requests to this database are running.",
                      "Try again in a moment.");
      }
      ++running;
    }
    ~Slot() {
      const std::lock_guard lock(admission_.mutex_);
      const auto running = admission_.running_.find(database_);
      if (--running->second == 0) admission_.running_.erase(running);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

   private:
    DatabaseAdmission& admission_;
    const std::string database_;
  };

 private:
  const std::size_t limit_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> running_;
};

}  // namespace rowhook
