#pragma once

#include <mutex>
#include <set>

namespace rowhook {

/// The connections over which answers are being streamed. Safe from any thread.
class Streams {
 public:
  /// One of them, while it lives.
  class Stream {
   public:
    /// The connection from this port of the other side, accepted at `local_port`.
    Stream(Streams& streams, int local_port, int remote_port);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

   private:
    Streams& streams_;
    int remote_port_;
  };

  /// Ends every one of them as it is, in the middle of what is being sent, and those that begin
  /// later.
  void cut(int local_port);

 private:
  std::mutex mutex_;
  std::multiset<int> remote_ports_;
  bool cut_ = false;
};

}  // namespace rowhook
