#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "error.h"

namespace rowhook {

/// Bounds how much is done for one source at the same time, so that one that hangs leaves room for
/// the others. Never waits. Safe from any thread.
class PerSource {
 public:
  /// `most`: for each source; at least one is allowed.
  explicit PerSource(std::size_t most) : most_(most == 0 ? 1 : most) {}

  /// One admitted use of a source, while it lives.
  class Slot {
   public:
    /// `source`: its canonical connection string. Throws overloaded where it has no slot left.
    Slot(PerSource& bound, std::string source) : bound_(bound), source_(std::move(source)) {
      const std::lock_guard lock(bound_.mutex_);
      auto& running = bound_.running_[source_];
      if (running >= bound_.most_) {
        throw Problem(ProblemCode::overloaded, "Too many requests to this database are running.",
                      "Try again in a moment.");
      }
      ++running;
    }
    ~Slot() {
      const std::lock_guard lock(bound_.mutex_);
      const auto running = bound_.running_.find(source_);
      if (--running->second == 0) bound_.running_.erase(running);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

   private:
    PerSource& bound_;
    const std::string source_;
  };

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> running_;
};

}  // namespace rowhook
