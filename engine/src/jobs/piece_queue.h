#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <vector>

namespace rowhook {

/// Passes pieces of text from several threads to one, and holds a bounded number of bytes. Safe
/// from any thread.
class PieceQueue {
 public:
  /// `producers` threads will call either finish() or fail(), each once.
  explicit PieceQueue(std::size_t producers) : producers_(producers) {}

  /// Takes the piece, and gives an empty string with used storage for it. Waits while the queue is
  /// full. False: nobody takes pieces any more.
  bool push(std::string& piece);
  /// A producer has pushed its last piece.
  void finish();
  /// A producer has failed, and so has the whole.
  void fail(std::exception_ptr error);

  /// Gives the next piece for a string that is done with. False: all producers have finished, and
  /// there are no pieces left. Rethrows what a producer failed with.
  bool pop(std::string& piece);
  /// Pieces are no longer taken.
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
