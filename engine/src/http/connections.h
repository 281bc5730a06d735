#pragma once

#include <poll.h>
#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/deadline.h"

namespace rowhook {

/// A client's connection. Only the worker that serves a request on it may use the public interface;
/// threads that it waits for may call write(), one at a time.
class Connection {
 public:
  /// Takes ownership of the descriptor. Only called by Connections.
  Connection(class Connections& connections, int socket_fd);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Returns the connection that the calling thread serves. REQUIRES: called from a worker's Serve.
  static Connection& current();

  /// Begins a request. The returned cancellation is set when the client disconnects, or by
  /// Connections::cancel().
  std::shared_ptr<const Cancellation> begin(std::string request_id);

  /// Allows the body to be read until the deadline, at most `bytes` with its framing. Without this,
  /// only the bytes received with the head can be read.
  void allow_body(std::size_t bytes, const Deadline& deadline);

  /// Must be called before the response is streamed. Limits the system's send buffer, and lets the
  /// end of a drain cut the response.
  void begin_stream();

  /// Sets whether the connection stays open for another request. The default is false. REQUIRES for
  /// true: the body has been read to its end.
  void set_keep_alive(bool keep_alive) { keep_alive_ = keep_alive; }
  bool keep_alive() const { return keep_alive_; }

  /// Reads a part of the request. Returns 0 or less at its end, beyond its limit or its deadline,
  /// and if the connection is broken.
  ssize_t read(char* out, std::size_t size);
  /// Writes a part of the response. Returns -1 if the client has disconnected, or accepts nothing
  /// for `stall`, or for a tick after the request was cancelled.
  ssize_t write(const char* data, std::size_t size, std::chrono::milliseconds stall);
  /// Waits until the client accepts bytes. Returns false as write() returns -1.
  bool writable(std::chrono::milliseconds stall);

  /// Returns whether the client accepted nothing for `stall` during this request.
  bool stalled() const { return stalled_; }

  /// Returns whether the client has disconnected. Always false after the end of a drain, which
  /// closes connections itself.
  bool disconnected() const;

 private:
  friend class Connections;
  using Clock = Deadline::Clock;

  bool becomes_ready(short events, Clock::time_point until) const;

  enum class State {
    waiting,  ///< waits for a complete head
    serving,  ///< is queued for a worker or served by one
    closing,  ///< has a response, or gets none. Received bytes are dropped: closing with unread
              ///< bytes would reset the connection, and the client could lose the response
  };

  class Connections& connections_;
  const int socket_fd_;
  // Bytes received. Owned by the worker while serving, otherwise by the loop.
  std::string received_;
  std::size_t read_bytes_ = 0;  ///< number of `received_` that the worker has read
  std::optional<Deadline> body_deadline_;
  std::size_t body_bytes_ = 0;
  bool keep_alive_ = false;
  bool stalled_ = false;
  // The mutex of Connections guards the following members.
  State state_ = State::waiting;
  /// When the state began, or the first byte of a head arrived.
  Clock::time_point since_ = Clock::now();
  std::size_t dropped_bytes_ = 0;
  bool check_received_ = false;  ///< `received_` may already have the next request
  bool disconnected_ = false;
  bool streaming_ = false;
  std::string request_id_;
  std::shared_ptr<Cancellation> cancellation_;
};

/// Accepts connections and reads the heads of requests in one loop. A request takes a worker thread
/// only when its head is complete. Idle connections, slow heads and unread bodies cost only a
/// descriptor, for a limited time. Only the loop closes connections.
class Connections {
 public:
  /// Reads one request from the connection and writes the response, on a worker thread. The
  /// connection is closed afterwards unless it is kept alive.
  using Serve = std::function<void(Connection&)>;

  /// Starts the workers. Throws std::runtime_error if the system has too few threads or
  /// descriptors.
  Connections(std::size_t workers, Serve serve);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Throws std::runtime_error if the process may not open enough descriptors to serve requests.
  void require_descriptors() const;

  /// Serves connections of the socket until stop() is called and all requests have a response. When
  /// `drain` has passed since stop(), cancels the remaining requests and cuts streamed responses.
  /// Closes the socket.
  void run(int listening_socket, std::chrono::milliseconds drain);

  /// Stops accepting connections and requests. Thread-safe.
  void stop();

  /// Cancels the running requests with this id. Returns whether there were any. Thread-safe.
  bool cancel(std::string_view request_id);

 private:
  friend class Connection;
  using Clock = Deadline::Clock;
  using State = Connection::State;

  void start_workers(std::size_t count);
  void finish_workers();
  void work();
  void serve(Connection& connection) const;
  void wake() const;

  // Only the loop calls these, while it holds the mutex.
  void accept_one(int listening_socket);
  void poll_all(int listening_socket, std::unique_lock<std::mutex>& lock);
  void handle(Connection& connection, short events);
  void receive(Connection& connection);
  void drop(Connection& connection);
  void abandon(Connection& connection);
  void queue_if_complete(Connection& connection, std::size_t checked);
  void set_state(Connection& connection, State state);
  bool expired(const Connection& connection, Clock::time_point now) const;
  void close_expired();
  bool close_oldest();
  void cancel_running();

  const Serve serve_;
  int wake_read_ = -1;
  int wake_write_ = -1;
  std::mutex mutex_;
  std::list<Connection> connections_;
  std::deque<Connection*> ready_;
  std::condition_variable ready_changed_;
  // Members, so that the loop does not allocate them each time.
  std::vector<pollfd> entries_;
  std::vector<Connection*> polled_;
  Clock::time_point accept_from_;  ///< no accept() before this time, after running out of resources
  bool stopping_ = false;
  bool finished_ = false;
  bool drain_over_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace rowhook
