#pragma once

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/problem.h"

namespace rowhook {

/// Limits the number of uses of each key at the same time, for example so that one database that
/// hangs does not block the others. Never waits. Safe from any thread.
class Admission {
 public:
  /// `limit`: for each key, at least 1. `detail`, `hint`: of the problem that is thrown at the
  /// limit.
  Admission(std::size_t limit, std::string detail, std::string hint = "Try again in a moment.")
      : limit_(std::max<std::size_t>(limit, 1)),
        detail_(std::move(detail)),
        hint_(std::move(hint)) {}

  /// Throws overloaded.
  [[noreturn]] void throw_overloaded() const {
    throw Problem(ProblemCode::overloaded, detail_, hint_);
  }

  /// Admits one use of a key for the lifetime of the object.
  class Slot {
   public:
    /// Throws overloaded if the limit of the key is reached.
    explicit Slot(Admission& admission, std::string key = {})
        : admission_(admission), key_(std::move(key)) {
      const std::lock_guard lock(admission_.mutex_);
      auto& running = admission_.running_[key_];
      if (running >= admission_.limit_) admission_.throw_overloaded();
      ++running;
    }
    ~Slot() {
      const std::lock_guard lock(admission_.mutex_);
      const auto running = admission_.running_.find(key_);
      if (--running->second == 0) admission_.running_.erase(running);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

   private:
    Admission& admission_;
    const std::string key_;
  };

 private:
  const std::size_t limit_;
  const std::string detail_;
  const std::string hint_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> running_;
};

}  // namespace rowhook
