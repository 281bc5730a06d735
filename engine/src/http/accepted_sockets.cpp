#include "http/accepted_sockets.h"

#include <netinet/in.h>
#include <poll.h>
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

std::vector<AcceptedSocket> accepted_sockets(int local_port) {
  std::vector<AcceptedSocket> sockets;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/fd", ignored)) {
    const auto name = entry.path().filename().string();
    int descriptor = -1;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    if (port_of(descriptor, getsockname) != local_port) continue;
    const int remote_port = port_of(descriptor, getpeername);
    if (remote_port >= 0) sockets.push_back({descriptor, remote_port});
  }
  return sockets;
}

bool hung_up(int descriptor) {
#ifdef POLLRDHUP
  constexpr short kGone = POLLRDHUP | POLLHUP | POLLERR;
#else
  constexpr short kGone = POLLHUP | POLLERR;
#endif
  pollfd entry{descriptor, kGone, 0};
  return poll(&entry, 1, 0) > 0 && (entry.revents & kGone) != 0;
}

}  // namespace rowhook
