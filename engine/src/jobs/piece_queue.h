#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <vector>

namespace rowhook {

/// A queue of text pieces from several producers to one consumer, bounded in bytes. Thread-safe.
class PieceQueue {
 public:
  /// Each of the `producers` threads must call either finish() or fail() once.
  explicit PieceQueue(std::size_t producers) : producers_(producers) {}

  /// Moves the piece into the queue, and leaves an empty string with recycled storage in its place.
  /// Blocks while the queue is full. Returns false if the queue is stopped.
  bool push(std::string& piece);
  /// Called by a producer after its last piece.
  void finish();
  /// Called by a producer that failed. Stops the queue.
  void fail(std::exception_ptr error);

  /// Replaces `piece` by the next piece and recycles its storage. Blocks while the queue is empty.
  /// Returns false after the last piece of all producers. Rethrows the error of a producer.
  bool pop(std::string& piece);
  /// Stops the queue: push() returns false from now on.
  void stop();
  bool stopped() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> pieces_;
  std::vector<std::string> spare_;
  std::size_t bytes_ = 0;
  std::size_t producers_;
  bool stopped_ = false;
  std::exception_ptr error_;
};

}  // namespace rowhook
