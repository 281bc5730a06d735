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

/// A client's connection while a worker serves a request on it. For that worker only.
class Connection {
 public:
  /// Takes over the descriptor. For Connections.
  Connection(class Connections& connections, int socket_fd);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The connection that the calling thread serves. REQUIRES: called by a worker's Serve.
  static Connection& current();

  /// Begins a request. The result is cancelled when the client disconnects, or by
  /// Connections::cancel().
  std::shared_ptr<const Cancellation> begin(std::string request_id);

  /// Allows the body to be read: this many bytes, framing included, until the deadline. Without
  /// this, only what came with the head can be read.
  void allow_body(std::size_t bytes, const Deadline& deadline);

  /// Streams the answer: the system buffers little of it, and it is cut when a drain's time is
  /// over.
  void begin_stream();

  /// Whether the connection stays open for another request, which it does not unless told so.
  /// REQUIRES for true: the body has been read to its end.
  void set_keep_alive(bool keep_alive) { keep_alive_ = keep_alive; }
  bool keep_alive() const { return keep_alive_; }

  /// Reads some of the request. At most 0: there is no more, it is too much, or it takes too long.
  ssize_t read(char* out, std::size_t size);
  /// Writes a part of an answer. -1: the client takes nothing for `stall`, or for a tick once the
  /// request is cancelled, or has disconnected.
  ssize_t write(const char* data, std::size_t size, std::chrono::milliseconds stall) const;
  /// Whether the client takes bytes within that time.
  bool writable(std::chrono::milliseconds stall) const;

  /// Whether the client has disconnected. False once running requests are cut at the end of a
  /// drain.
  bool disconnected() const;

 private:
  friend class Connections;
  using Clock = Deadline::Clock;
  enum class State {
    waiting,  ///< for the end of a request's head
    serving,  ///< by a worker, or in the queue for one
    closing,  ///< answered; what the client still sends is dropped, as a reset could overtake the
              ///< answer
  };

  class Connections& connections_;
  const int socket_fd_;
  // What is received and not read yet. The worker's while serving, else the loop's.
  std::string received_;
  std::size_t read_bytes_ = 0;  ///< of them, by the worker
  std::optional<Deadline> body_deadline_;
  std::size_t body_bytes_ = 0;
  bool keep_alive_ = false;
  // The following are guarded by the mutex of Connections.
  State state_ = State::waiting;
  Clock::time_point since_ = Clock::now();  ///< of the state; while waiting, of its first byte
  std::size_t dropped_bytes_ = 0;
  bool look_at_received_ = false;  ///< another request may have been received with the last one
  bool disconnected_ = false;
  bool streaming_ = false;
  std::string request_id_;
  std::shared_ptr<Cancellation> cancellation_;
};

/// Accepts connections and reads the heads of requests in one loop, so that only a request whose
/// head is complete takes one of the worker threads. Idle connections, slow heads and unread bodies
/// cost a descriptor for a bounded time. Closing happens in the loop alone.
class Connections {
 public:
  /// Serves one request on a worker thread: reads it from the connection and answers it. A
  /// connection that is not kept is closed.
  using Serve = std::function<void(Connection&)>;

  /// Starts the workers. Throws std::runtime_error where the system has not the threads or
  /// descriptors for that.
  Connections(std::size_t workers, Serve serve);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Throws std::runtime_error where the process may open too few descriptors to serve anybody.
  void require_descriptors() const;

  /// Serves what is accepted at the socket, until stop() is called and all requests are answered.
  /// Those that take longer than `drain` after stop() are cancelled, and streamed answers are cut.
  /// Closes the socket.
  void run(int listening_socket, std::chrono::milliseconds drain);

  /// Stops accepting connections and requests. Safe from any thread.
  void stop();

  /// Cancels the running requests of this id; whether there was one. Safe from any thread.
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

  // All of these are called by the loop, which holds the mutex.
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
  void cut_running();

  const Serve serve_;
  int wake_read_ = -1;
  int wake_write_ = -1;
  std::mutex mutex_;
  std::list<Connection> connections_;
  std::deque<Connection*> ready_;
  std::condition_variable ready_changed_;
  // What is polled, kept to allocate nothing in the loop.
  std::vector<pollfd> entries_;
  std::vector<Connection*> polled_;
  Clock::time_point accept_from_;  ///< no descriptors were left; accepting waits until then
  bool stopping_ = false;
  bool finished_ = false;
  bool cut_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace rowhook
