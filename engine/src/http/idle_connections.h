#pragma once

#include <mutex>
#include <set>

namespace rowhook {

/// The accepted connections of a server at which no request runs. Safe from any thread.
class IdleConnections {
 public:
  /// A request of the connection from this port of the other side begins, or has been answered.
  void begin(int remote_port);
  void end(int remote_port);

  /// Closes what this process has accepted at `local_port`, except where a request runs, so that
  /// no thread goes on waiting for a next one.
  void close_at(int local_port);

 private:
  std::mutex mutex_;
  std::multiset<int> busy_;
};

}  // namespace rowhook
