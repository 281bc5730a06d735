#include "http/connection_watch.h"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "postgres/socket.h"

namespace rowhook {
namespace {

using Clock = Deadline::Clock;

// A head of a request from the gateway has less than one kilobyte.
constexpr std::uint64_t kMostHeadBytes = 64 * 1024;
constexpr std::chrono::seconds kLongestHead{5};
// Of a refused body, which nobody reads but httplib, in search of the next request.
constexpr std::uint64_t kMostLeftBytes = 2 * 1024 * 1024;
constexpr std::chrono::seconds kLinger{1};

}  // namespace

ConnectionWatch::ConnectionWatch() = default;

ConnectionWatch::~ConnectionWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stop_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void ConnectionWatch::start(int local_port) {
  local_port_ = local_port;
  thread_ = std::thread([this] { run(); });
}

std::shared_ptr<const Cancellation> ConnectionWatch::begin(int remote_port,
                                                           std::string request_id) {
  auto cancellation = std::make_shared<Cancellation>();
  const std::lock_guard lock(mutex_);
  quiet_.erase(remote_port);
  running_.emplace(remote_port, Request{std::move(request_id), cancellation});
  return cancellation;
}

void ConnectionWatch::end(int remote_port,
                          const std::shared_ptr<const Cancellation>& cancellation) {
  const std::lock_guard lock(mutex_);
  const auto ended = std::erase_if(
      running_, [&](const auto& entry) { return entry.second.cancellation == cancellation; });
  if (ended == 0) return;
  quiet_.insert_or_assign(remote_port, Quiet{Clock::now(), true, std::nullopt, std::nullopt});
}

bool ConnectionWatch::cancel(std::string_view request_id) {
  const std::lock_guard lock(mutex_);
  bool found = false;
  for (const auto& [port, request] : running_) {
    if (request.id != request_id) continue;
    request.cancellation->cancel();
    found = true;
  }
  return found;
}

void ConnectionWatch::cancel_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [port, request] : running_) request.cancellation->cancel();
}

// Ending the reading side is enough: the thread that waits there closes the rest.
void ConnectionWatch::close_idle() {
  const std::lock_guard lock(mutex_);
  for (const auto& connection : accepted_sockets(local_port_)) {
    if (!running_.contains(connection.remote_port)) shutdown(connection.descriptor, SHUT_RD);
  }
}

void ConnectionWatch::run() {
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, Deadline::kTick, [this] { return stopping_; })) look();
}

// Two hosts may use the same port, so a reader has gone when no connection of its port is left.
void ConnectionWatch::look() {
  const auto now = Clock::now();
  std::set<int> open;
  for (const auto& connection : accepted_sockets(local_port_)) {
    if (hung_up(connection.descriptor)) continue;
    open.insert(connection.remote_port);
    if (!running_.contains(connection.remote_port) && is_unwanted(connection, now)) {
      cut(connection.descriptor);
    }
  }
  for (const auto& [port, request] : running_) {
    if (!open.contains(port)) request.cancellation->cancel();
  }
  std::erase_if(quiet_, [&](const auto& entry) { return !open.contains(entry.first); });
}

bool ConnectionWatch::is_unwanted(const AcceptedSocket& connection, Clock::time_point now) {
  const auto arrived = arrived_bytes(connection.descriptor);
  auto& quiet =
      quiet_.try_emplace(connection.remote_port, Quiet{now, false, 0, std::nullopt}).first->second;
  if (!quiet.arrived_before) quiet.arrived_before = arrived;
  const auto bytes = arrived - *quiet.arrived_before;
  if (bytes > 0 && !quiet.sends_since) quiet.sends_since = now;
  // A reset now could overtake the answer to a body that was refused.
  if (quiet.answered && now - quiet.since < kLinger) return bytes > kMostLeftBytes;
  // What a connection has sent and nobody has read is a request that waits for a thread itself.
  const bool crowded = queued_ > 0 && now - quiet.since >= Deadline::kTick &&
                       taken_bytes(connection.descriptor) >= arrived;
  return bytes > kMostHeadBytes || crowded ||
         (quiet.sends_since && now - *quiet.sends_since > kLongestHead);
}

}  // namespace rowhook
