#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace rowhook {

/// Bounds what may still run once the process is told to stop. Safe from any thread.
class Drain {
 public:
  /// Calls `cut` in a thread of its own, `time` after begin() unless end() comes first.
  Drain(std::chrono::milliseconds time, std::function<void()> cut);
  ~Drain();
  Drain(const Drain&) = delete;
  Drain& operator=(const Drain&) = delete;

  void begin();

  /// Returns when nothing will be cut any more.
  void end();

 private:
  void wait();

  const std::chrono::milliseconds time_;
  const std::function<void()> cut_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool begun_ = false;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace rowhook
