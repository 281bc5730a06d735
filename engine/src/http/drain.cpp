#include "http/drain.h"

#include <utility>

namespace rowhook {

Drain::Drain(std::chrono::milliseconds time, std::function<void()> cut)
    : time_(time), cut_(std::move(cut)), thread_([this] { wait(); }) {}

Drain::~Drain() { end(); }

void Drain::begin() {
  const std::lock_guard lock(mutex_);
  begun_ = true;
  changed_.notify_all();
}

void Drain::end() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Drain::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return begun_ || ended_; });
  if (!changed_.wait_for(lock, time_, [this] { return ended_; })) cut_();
}

}  // namespace rowhook
