#include "postgres/socket.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>

#ifdef __linux__
#include <linux/tcp.h>
#include <netinet/in.h>
#endif

namespace rowhook {
namespace {

SSL* tls_of(PGconn* connection) { return static_cast<SSL*>(PQsslStruct(connection, "OpenSSL")); }

std::string_view first_of(std::span<char> buffer, std::ptrdiff_t size) {
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::optional<std::string_view> peek_decrypted(SSL* tls, std::span<char> buffer) {
  // libpq reads the error queue of this thread, so it must not contain errors of this call.
  ERR_clear_error();
  const int size = SSL_peek(tls, buffer.data(), static_cast<int>(buffer.size()));
  if (size > 0) return first_of(buffer, size);
  const bool waits = SSL_get_error(tls, size) == SSL_ERROR_WANT_READ;
  ERR_clear_error();
  return waits ? std::optional<std::string_view>("") : std::nullopt;
}

}  // namespace

#ifdef __linux__
std::uint64_t received_bytes(int socket_fd) {
  tcp_info info{};
  socklen_t size = sizeof info;
  return getsockopt(socket_fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_received
                                                                         : 0;
}
#else
std::uint64_t received_bytes(int) { return 0; }
#endif

std::uint64_t consumed_bytes(int socket_fd) {
  int unread = 0;
  const auto received = received_bytes(socket_fd);
  if (ioctl(socket_fd, FIONREAD, &unread) != 0) return received;
  const auto waiting = static_cast<std::uint64_t>(unread);
  return received > waiting ? received - waiting : 0;
}

void abort_connection(int socket_fd) {
  const linger reset{1, 0};
  setsockopt(socket_fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  shutdown(socket_fd, SHUT_RDWR);
  // connect(2) with AF_UNSPEC dissolves the connection. Linux returns received data even after a
  // shutdown, so a reader would not notice it while the peer sends faster than it reads.
  sockaddr nobody{};
  nobody.sa_family = AF_UNSPEC;
  static_cast<void>(::connect(socket_fd, &nobody, sizeof nobody));
}

std::optional<std::string_view> peek(PGconn* connection, std::span<char> buffer) {
  if (auto* tls = tls_of(connection)) return peek_decrypted(tls, buffer);
  const auto size =
      recv(PQsocket(connection), buffer.data(), buffer.size(), MSG_PEEK | MSG_DONTWAIT);
  if (size > 0) return first_of(buffer, size);
  return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
             ? std::optional<std::string_view>("")
             : std::nullopt;
}

bool has_decrypted_bytes(PGconn* connection) {
  auto* tls = tls_of(connection);
  return tls != nullptr && SSL_pending(tls) > 0;
}

}  // namespace rowhook
