#include "http/streams.h"

#include <sys/socket.h>
#include <sys/time.h>

#include "http/accepted_sockets.h"

namespace rowhook {
namespace {

// What the kernel holds for a reader that does not read. A socket counts as writable again once a
// third of it is free, so with the default of megabytes a slow reader would look like one that has
// stalled.
constexpr int kSendBufferBytes = 256 * 1024;

// A send that takes only a part returns after this time, so that it is httplib's wait for the next
// part that measures a stall.
constexpr timeval kSendTime{0, 100'000};

void prepare(int descriptor) {
  setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &kSendBufferBytes, sizeof kSendBufferBytes);
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kSendTime, sizeof kSendTime);
}

}  // namespace

Streams::Stream::Stream(Streams& streams, int local_port, int remote_port)
    : streams_(streams), remote_port_(remote_port) {
  const std::lock_guard lock(streams_.mutex_);
  streams_.remote_ports_.insert(remote_port_);
  for (const auto& connection : accepted_sockets(local_port)) {
    if (connection.remote_port != remote_port_) continue;
    prepare(connection.descriptor);
    if (streams_.cut_) shutdown(connection.descriptor, SHUT_RDWR);
  }
}

Streams::Stream::~Stream() {
  const std::lock_guard lock(streams_.mutex_);
  streams_.remote_ports_.erase(streams_.remote_ports_.find(remote_port_));
}

void Streams::cut(int local_port) {
  const std::lock_guard lock(mutex_);
  cut_ = true;
  for (const auto& connection : accepted_sockets(local_port)) {
    if (remote_ports_.contains(connection.remote_port)) shutdown(connection.descriptor, SHUT_RDWR);
  }
}

}  // namespace rowhook
