#include "http/connections.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace rowhook {
namespace {

// The gateway's heads have less than one kilobyte.
constexpr std::size_t kMaxHeadBytes = 64 * 1024;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

// Limits the time between two requests, and the time from a head's first byte to its end.
constexpr std::chrono::seconds kHeadTimeout{5};

// Limits for receiving a rejected body after the response.
constexpr std::chrono::seconds kClosingTimeout{1};
constexpr std::size_t kMaxDroppedBytes = 2 * 1024 * 1024;

// Connections without a running request. Beyond this number, the oldest one is closed.
constexpr std::size_t kMaxWaiting = 512;

// Enough for a few clients and their connections to Postgres.
constexpr std::size_t kMinDescriptors = 8;

constexpr std::size_t kReceiveBytes = 16 * 1024;

// The system's send buffer for a streamed response. A socket is writable again only when a third of
// the buffer is free, so with the default size of megabytes a slow client would look stalled.
constexpr int kStreamBufferBytes = 256 * 1024;

#ifdef POLLRDHUP
constexpr short kDisconnected = POLLRDHUP | POLLHUP | POLLERR;
constexpr short kWatchDisconnect = POLLRDHUP;
#else
constexpr short kDisconnected = POLLHUP | POLLERR;
constexpr short kWatchDisconnect = 0;
#endif

thread_local Connection* served_connection = nullptr;

int milliseconds_until(Deadline::Clock::time_point at) {
  return static_cast<int>(std::min<std::chrono::milliseconds::rep>(
      Deadline(at).left().count(), std::chrono::milliseconds(std::chrono::hours(24)).count()));
}

/// Returns whether the socket becomes ready for `events` before `until`.
bool wait_for(int socket_fd, short events, Deadline::Clock::time_point until) {
  pollfd entry{socket_fd, events, 0};
  for (;;) {
    const int count = poll(&entry, 1, milliseconds_until(until));
    if (count >= 0 || errno != EINTR) return count > 0;
  }
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

/// Appends the bytes that are available. Returns their number, 0 at the end of the stream, or -1 if
/// none are available or the connection is broken (see errno).
ssize_t receive_some(int socket_fd, std::string& out) {
  std::array<char, kReceiveBytes> buffer;
  const auto size = recv(socket_fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size > 0) out.append(buffer.data(), static_cast<std::size_t>(size));
  return size;
}

}  // namespace

Connection::Connection(Connections& connections, int socket_fd)
    : connections_(connections), socket_fd_(socket_fd) {}

Connection::~Connection() { close(socket_fd_); }

Connection& Connection::current() { return *served_connection; }

std::shared_ptr<const Cancellation> Connection::begin(std::string request_id) {
  auto cancellation = std::make_shared<Cancellation>();
  const std::lock_guard lock(connections_.mutex_);
  if (disconnected_ || connections_.drain_over_) cancellation->cancel();
  request_id_ = std::move(request_id);
  cancellation_ = cancellation;
  return cancellation;
}

void Connection::allow_body(std::size_t bytes, const Deadline& deadline) {
  body_bytes_ = bytes;
  body_deadline_ = deadline;
}

void Connection::begin_stream() {
  setsockopt(socket_fd_, SOL_SOCKET, SO_SNDBUF, &kStreamBufferBytes, sizeof kStreamBufferBytes);
  const std::lock_guard lock(connections_.mutex_);
  streaming_ = true;
  if (connections_.drain_over_) shutdown(socket_fd_, SHUT_RDWR);
}

ssize_t Connection::read(char* out, std::size_t size) {
  if (read_bytes_ == received_.size()) {
    received_.clear();
    read_bytes_ = 0;
    if (!body_deadline_ || body_bytes_ == 0) return -1;
    if (!becomes_ready(POLLIN, body_deadline_->at())) return -1;
    if (receive_some(socket_fd_, received_) <= 0) return -1;
  }
  auto count = std::min(size, received_.size() - read_bytes_);
  if (body_deadline_) {
    if (body_bytes_ == 0 || body_deadline_->passed()) return -1;
    count = std::min(count, body_bytes_);
    body_bytes_ -= count;
  }
  received_.copy(out, count, read_bytes_);
  read_bytes_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* data, std::size_t size, std::chrono::milliseconds stall) {
  for (;;) {
    const auto sent = send(socket_fd_, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) return sent;
    if (!would_block() || !writable(stall)) return -1;
  }
}

bool Connection::writable(std::chrono::milliseconds stall) {
  const auto until = Clock::now() + stall;
  const bool ready = becomes_ready(POLLOUT, until);
  stalled_ = !ready && Clock::now() >= until;
  return ready;
}

// A cancelled request still waits one tick for each write, so that its problem can be sent.
bool Connection::becomes_ready(short events, Clock::time_point until) const {
  for (;;) {
    const auto now = Clock::now();
    if (wait_for(socket_fd_, events, std::min(until, now + Deadline::kTick))) return true;
    if (now >= until || (cancellation_ && cancellation_->cancelled())) return false;
  }
}

bool Connection::disconnected() const {
  const std::lock_guard lock(connections_.mutex_);
  return disconnected_ && !connections_.drain_over_;
}

Connections::Connections(std::size_t workers, Serve serve) : serve_(std::move(serve)) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  wake_read_ = ends[0];
  wake_write_ = ends[1];
  for (const int end : ends) {
    fcntl(end, F_SETFD, FD_CLOEXEC);
    fcntl(end, F_SETFL, O_NONBLOCK);
  }
  try {
    start_workers(workers);
  } catch (const std::system_error&) {
    const auto started = workers_.size();
    finish_workers();
    throw std::runtime_error("The system allows the engine only " + std::to_string(started) +
                             " of " + std::to_string(workers) +
                             " threads. Raise its limits, or lower PREVIEW_MAX.");
  }
}

Connections::~Connections() { finish_workers(); }

void Connections::require_descriptors() const {
  std::array<int, kMinDescriptors> spare{};
  for (auto& descriptor : spare) descriptor = dup(wake_read_);
  const bool enough = spare.back() >= 0;
  for (const int descriptor : spare) {
    if (descriptor >= 0) close(descriptor);
  }
  if (!enough) throw std::runtime_error("The engine's limit of open files is too low. Raise it.");
}

void Connections::start_workers(std::size_t count) {
  workers_.reserve(count);
  while (workers_.size() < count) workers_.emplace_back([this] { work(); });
}

void Connections::finish_workers() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
    ready_changed_.notify_all();
  }
  for (auto& worker : workers_) worker.join();
  close(wake_read_);
  close(wake_write_);
}

void Connections::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_changed_.wait(lock, [this] { return finished_ || !ready_.empty(); });
    if (ready_.empty()) return;
    auto& connection = *ready_.front();
    ready_.pop_front();
    lock.unlock();
    serve(connection);
    lock.lock();
    const bool keep_alive = connection.keep_alive_ && !stopping_ && !connection.disconnected_;
    connection.request_id_.clear();
    connection.cancellation_.reset();
    connection.streaming_ = false;
    if (!keep_alive) shutdown(connection.socket_fd_, SHUT_WR);
    connection.check_received_ = keep_alive;
    set_state(connection, keep_alive ? State::waiting : State::closing);
    wake();
  }
}

void Connections::serve(Connection& connection) const {
  connection.keep_alive_ = false;
  connection.body_deadline_.reset();
  connection.stalled_ = false;
  served_connection = &connection;
  try {
    serve_(connection);
  } catch (const std::exception&) {
    // Out of memory in a place where the HTTP library does not catch it.
    connection.keep_alive_ = false;
  }
  served_connection = nullptr;
}

// If the pipe is full, the write fails, but the loop wakes up anyway.
void Connections::wake() const { static_cast<void>(::write(wake_write_, "", 1)); }

void Connections::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  wake();
}

bool Connections::cancel(std::string_view request_id) {
  const std::lock_guard lock(mutex_);
  bool found = false;
  for (const auto& connection : connections_) {
    // A client may send the same id with the request to cancel.
    if (&connection == served_connection) continue;
    if (!connection.cancellation_ || connection.request_id_ != request_id) continue;
    connection.cancellation_->cancel();
    found = true;
  }
  return found;
}

void Connections::run(int listening_socket, std::chrono::milliseconds drain) {
  fcntl(listening_socket, F_SETFL, O_NONBLOCK);
  const auto most = kMaxWaiting + workers_.size() + 2;
  entries_.reserve(most);
  polled_.reserve(most);
  std::optional<Clock::time_point> drain_end;
  std::unique_lock lock(mutex_);
  for (;;) {
    close_expired();
    if (stopping_) {
      if (!drain_end) {
        close(listening_socket);
        drain_end = Clock::now() + drain;
      }
      if (connections_.empty()) return;
      if (!drain_over_ && Clock::now() >= *drain_end) cancel_running();
    }
    poll_all(listening_socket, lock);
  }
}

void Connections::poll_all(int listening_socket, std::unique_lock<std::mutex>& lock) {
  const bool accepting = !stopping_ && Clock::now() >= accept_from_;
  entries_ = {{wake_read_, POLLIN, 0}, {accepting ? listening_socket : -1, POLLIN, 0}};
  polled_.clear();
  for (auto& connection : connections_) {
    if (std::exchange(connection.check_received_, false)) handle(connection, 0);
    if (connection.state_ == State::serving && connection.disconnected_) continue;
    const short events = connection.state_ == State::serving ? kWatchDisconnect : POLLIN;
    entries_.push_back({connection.socket_fd_, events, 0});
    polled_.push_back(&connection);
  }
  lock.unlock();
  poll(entries_.data(), static_cast<nfds_t>(entries_.size()),
       static_cast<int>(Deadline::kTick.count()));
  lock.lock();
  if (entries_[0].revents != 0) {
    std::array<char, 64> bytes;
    while (::read(wake_read_, bytes.data(), bytes.size()) > 0) {
    }
  }
  for (std::size_t i = 0; i < polled_.size(); ++i) {
    if (const auto events = entries_[i + 2].revents) handle(*polled_[i], events);
  }
  if (entries_[1].revents != 0) accept_one(listening_socket);
}

void Connections::accept_one(int listening_socket) {
  const int socket_fd = accept(listening_socket, nullptr, nullptr);
  if (socket_fd < 0) {
    // Other errors affect only this connection, for example because the client has closed it: see
    // accept(2).
    const bool exhausted =
        errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    if (exhausted && !close_oldest()) accept_from_ = Clock::now() + Deadline::kTick;
    return;
  }
  fcntl(socket_fd, F_SETFD, FD_CLOEXEC);
  const int yes = 1;
  setsockopt(socket_fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const auto waiting = std::ranges::count_if(
      connections_, [](const auto& connection) { return connection.state_ != State::serving; });
  if (static_cast<std::size_t>(waiting) >= kMaxWaiting) close_oldest();
  try {
    connections_.emplace_back(*this, socket_fd);
  } catch (const std::bad_alloc&) {
    close(socket_fd);
  }
}

/// `events`: those of poll(2), or 0 to check the bytes that were received before.
void Connections::handle(Connection& connection, short events) {
  try {
    if (connection.state_ == State::closing) return drop(connection);
    if (connection.state_ == State::waiting) {
      return events == 0 ? queue_if_complete(connection, 0) : receive(connection);
    }
    if ((events & kDisconnected) == 0) return;
    connection.disconnected_ = true;
    if (connection.cancellation_) connection.cancellation_->cancel();
  } catch (const std::bad_alloc&) {
    abandon(connection);
  }
}

void Connections::abandon(Connection& connection) {
  connection.dropped_bytes_ = kMaxDroppedBytes;
  set_state(connection, State::closing);
}

void Connections::receive(Connection& connection) {
  auto& received = connection.received_;
  const auto before = received.size();
  const auto size = receive_some(connection.socket_fd_, received);
  if (size < 0 && would_block()) return;
  if (size <= 0 || received.size() > kMaxHeadBytes) return abandon(connection);
  if (before == 0) connection.since_ = Clock::now();
  queue_if_complete(connection, before);
}

void Connections::drop(Connection& connection) {
  std::string dropped;
  const auto size = receive_some(connection.socket_fd_, dropped);
  if (size < 0 && would_block()) return;
  connection.dropped_bytes_ += size <= 0 ? kMaxDroppedBytes : dropped.size();
}

void Connections::queue_if_complete(Connection& connection, std::size_t checked) {
  connection.received_.erase(0, std::exchange(connection.read_bytes_, 0));
  const auto from = checked < kHeadEnd.size() ? 0 : checked - kHeadEnd.size();
  if (connection.received_.find(kHeadEnd, from) == std::string::npos) return;
  ready_.push_back(&connection);
  set_state(connection, State::serving);
  ready_changed_.notify_one();
}

void Connections::set_state(Connection& connection, State state) {
  connection.state_ = state;
  connection.since_ = Clock::now();
}

bool Connections::expired(const Connection& connection, Clock::time_point now) const {
  switch (connection.state_) {
    case State::waiting:
      return stopping_ || now - connection.since_ > kHeadTimeout;
    case State::closing:
      return connection.dropped_bytes_ >= kMaxDroppedBytes ||
             now - connection.since_ > kClosingTimeout;
    default:
      return false;
  }
}

void Connections::close_expired() {
  const auto now = Clock::now();
  connections_.remove_if([&](const auto& connection) { return expired(connection, now); });
}

bool Connections::close_oldest() {
  const auto oldest = std::min_element(
      connections_.begin(), connections_.end(), [](const auto& one, const auto& other) {
        return std::pair(one.state_ == State::serving, one.since_) <
               std::pair(other.state_ == State::serving, other.since_);
      });
  if (oldest == connections_.end() || oldest->state_ == State::serving) return false;
  connections_.erase(oldest);
  return true;
}

void Connections::cancel_running() {
  drain_over_ = true;
  for (const auto& connection : connections_) {
    if (connection.cancellation_) connection.cancellation_->cancel();
    if (connection.streaming_) shutdown(connection.socket_fd_, SHUT_RDWR);
  }
}

}  // namespace rowhook
