#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "http/accepted_sockets.h"
#include "postgres/deadline.h"

namespace rowhook {

/// Looks after a server's connections, ten times a second, where its HTTP library does not: it
/// holds a thread for each open one, reads a request's head without any bound, and tells nobody
/// that a reader has gone. Safe from any thread.
///
/// - A request whose reader has gone is cancelled.
/// - A connection that sends much, or sends for long, without a request in it is cut.
/// - While a new connection waits for a thread, those on which nothing runs are cut.
class ConnectionWatch {
 public:
  ConnectionWatch();
  ~ConnectionWatch();

  /// Begins to look, at what is accepted at this port.
  void start(int local_port);

  /// A request begins on the connection from this port of the other side. What it returns is
  /// cancelled when the reader goes, or by cancel().
  std::shared_ptr<const Cancellation> begin(int remote_port, std::string request_id);
  /// The request that begin() gave this cancellation has been answered.
  void end(int remote_port, const std::shared_ptr<const Cancellation>& cancellation);

  /// Cancels the running requests of this id; whether there was one.
  bool cancel(std::string_view request_id);
  void cancel_all();

  /// A connection waits for a thread, or has got one.
  void enter_queue() { ++queued_; }
  void leave_queue() { --queued_; }

  /// Closes every connection except where a request runs, so that no thread goes on waiting for a
  /// next one.
  void close_idle();

 private:
  struct Request {
    std::string id;
    std::shared_ptr<Cancellation> cancellation;
  };
  /// A connection on which nothing runs.
  struct Quiet {
    Deadline::Clock::time_point since;
    bool answered;                                ///< a request has run here
    std::optional<std::uint64_t> arrived_before;  ///< bytes, when it became quiet
    std::optional<Deadline::Clock::time_point> sends_since;
  };

  void run();
  void look();
  bool is_unwanted(const AcceptedSocket& connection, Deadline::Clock::time_point now);

  int local_port_ = 0;
  std::atomic<int> queued_{0};
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  // Both by the port of the other side.
  std::unordered_multimap<int, Request> running_;
  std::unordered_map<int, Quiet> quiet_;
  std::thread thread_;
};

}  // namespace rowhook
