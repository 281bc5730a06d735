#include "postgres/login_failure.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.h"

namespace rowhook {

int errno_of_connecting(const IpAddress& address, int port) {
  const int socket_fd = ::socket(AF_INET6, SOCK_STREAM, 0);
  if (socket_fd < 0) return errno;
  fcntl(socket_fd, F_SETFL, O_NONBLOCK);
  const int off = 0;
  setsockopt(socket_fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  sockaddr_in6 target{};
  target.sin6_family = AF_INET6;
  target.sin6_port = htons(static_cast<std::uint16_t>(port));
  std::memcpy(&target.sin6_addr, address.data(), address.size());
  const int status =
      ::connect(socket_fd, reinterpret_cast<const sockaddr*>(&target), sizeof target);
  const int error = status == 0 || errno == EINPROGRESS ? ECONNREFUSED : errno;
  ::close(socket_fd);
  return error;
}

void fail_connect(int error) {
  switch (error) {
    case ETIMEDOUT:
      throw Problem(
          ProblemCode::connect_timeout, "The host does not answer at this port.",
          "Usually a firewall or an allow-list drops connections from this machine: add its "
          "address there, connect to the VPN, or check host and port.");
    case ENETUNREACH:
    case EHOSTUNREACH:
    case EADDRNOTAVAIL:
    case EACCES:
    case EPERM:
      throw Problem(ProblemCode::connect_refused, "There is no way to this host from here.",
                    "Check the host, and that this service's network reaches it.");
    default:
      throw Problem(ProblemCode::connect_refused, "Nothing listens at this host and port.",
                    "Check the port, and that the server is running and listens on this address.");
  }
}

void fail_foreign() {
  throw Problem(ProblemCode::not_postgres,
                "Something else than Postgres answers at this host and port.",
                "Check the port: Postgres usually listens at 5432.");
}

void fail_tls(const LoginAttempt& attempt) {
  const bool verified =
      attempt.encryption == SslMode::verify_ca || attempt.encryption == SslMode::verify_full;
  throw Problem(ProblemCode::tls_failed,
                verified ? "The server's certificate is not trusted, or is for another name."
                         : "The server offers TLS, but the handshake failed.",
                verified ? "Check the host name; a private certificate authority goes into "
                           "SOURCE_CA_FILE of this service."
                         : "Check the server's TLS settings; sslmode=disable connects without "
                           "encryption.");
}

}  // namespace rowhook
