#include "postgres/socket.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#ifdef __linux__
#include <linux/tcp.h>
#include <netinet/in.h>
#endif

namespace rowhook {

#ifdef __linux__
std::uint64_t arrived_bytes(int socket_fd) {
  tcp_info info{};
  socklen_t size = sizeof info;
  return getsockopt(socket_fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_received
                                                                         : 0;
}
#else
std::uint64_t arrived_bytes(int) { return 0; }
#endif

std::uint64_t taken_bytes(int socket_fd) {
  int unread = 0;
  const auto arrived = arrived_bytes(socket_fd);
  if (ioctl(socket_fd, FIONREAD, &unread) != 0) return arrived;
  const auto waiting = static_cast<std::uint64_t>(unread);
  return arrived > waiting ? arrived - waiting : 0;
}

// connect(2): AF_UNSPEC dissolves a connection. A system that refuses leaves it as it is.
void disconnect(int socket_fd) {
  sockaddr nobody{};
  nobody.sa_family = AF_UNSPEC;
  static_cast<void>(::connect(socket_fd, &nobody, sizeof nobody));
}

void cut(int socket_fd) {
  const linger reset{1, 0};
  setsockopt(socket_fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  shutdown(socket_fd, SHUT_RDWR);
}

}  // namespace rowhook
