#include "http/idle_connections.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <system_error>

namespace rowhook {
namespace {

using ReadName = int (*)(int, sockaddr*, socklen_t*);

/// The port of a socket's own or other side; -1: it is no connected socket.
int port_of(int descriptor, ReadName read_name) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (read_name(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return -1;
  // The port stands at the same place for both families.
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

void IdleConnections::begin(int remote_port) {
  const std::lock_guard lock(mutex_);
  busy_.insert(remote_port);
}

void IdleConnections::end(int remote_port) {
  const std::lock_guard lock(mutex_);
  const auto found = busy_.find(remote_port);
  if (found != busy_.end()) busy_.erase(found);
}

// httplib keeps its sockets to itself, so they are found among the process's descriptors. Ending
// the reading side is enough: the thread that waits there closes the rest.
void IdleConnections::close_at(int local_port) {
  const std::lock_guard lock(mutex_);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/fd", ignored)) {
    const auto name = entry.path().filename().string();
    int descriptor = -1;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    if (port_of(descriptor, getsockname) != local_port) continue;
    const int remote_port = port_of(descriptor, getpeername);
    if (remote_port >= 0 && !busy_.contains(remote_port)) shutdown(descriptor, SHUT_RD);
  }
}

}  // namespace rowhook
