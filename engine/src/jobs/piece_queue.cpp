#include "jobs/piece_queue.h"

#include <utility>

namespace rowhook {
namespace {

// Enough that the consumer rarely waits, and little compared with the producers' own buffers.
constexpr std::size_t kMaxQueuedBytes = 1024 * 1024;

}  // namespace

bool PieceQueue::push(std::string& piece) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return bytes_ < kMaxQueuedBytes || stopped_; });
  if (stopped_) return false;
  bytes_ += piece.size();
  pieces_.push_back(std::move(piece));
  piece.clear();
  if (!spare_.empty()) {
    piece = std::move(spare_.back());
    spare_.pop_back();
  }
  changed_.notify_all();
  return true;
}

void PieceQueue::finish() {
  const std::lock_guard lock(mutex_);
  --producers_;
  changed_.notify_all();
}

void PieceQueue::fail(std::exception_ptr error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
  stopped_ = true;
  changed_.notify_all();
}

bool PieceQueue::pop(std::string& piece) {
  piece.clear();
  std::unique_lock lock(mutex_);
  spare_.push_back(std::move(piece));
  changed_.wait(lock, [this] { return error_ || !pieces_.empty() || producers_ == 0; });
  if (error_) std::rethrow_exception(error_);
  if (pieces_.empty()) return false;
  piece = std::move(pieces_.front());
  pieces_.pop_front();
  bytes_ -= piece.size();
  changed_.notify_all();
  return true;
}

void PieceQueue::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

bool PieceQueue::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

}  // namespace rowhook
