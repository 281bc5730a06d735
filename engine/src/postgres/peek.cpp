#include "postgres/peek.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>

namespace rowhook {
namespace {

SSL* tls_of(PGconn* connection) { return static_cast<SSL*>(PQsslStruct(connection, "OpenSSL")); }

std::string_view first_of(std::span<char> buffer, std::ptrdiff_t size) {
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::optional<std::string_view> peek_decrypted(SSL* tls, std::span<char> buffer) {
  // libpq reads errors from the queue of this thread and must find none of ours.
  ERR_clear_error();
  const int size = SSL_peek(tls, buffer.data(), static_cast<int>(buffer.size()));
  if (size > 0) return first_of(buffer, size);
  const bool waits = SSL_get_error(tls, size) == SSL_ERROR_WANT_READ;
  ERR_clear_error();
  return waits ? std::optional<std::string_view>("") : std::nullopt;
}

}  // namespace

std::optional<std::string_view> peek(PGconn* connection, std::span<char> buffer) {
  if (auto* tls = tls_of(connection)) return peek_decrypted(tls, buffer);
  const auto size =
      recv(PQsocket(connection), buffer.data(), buffer.size(), MSG_PEEK | MSG_DONTWAIT);
  if (size > 0) return first_of(buffer, size);
  return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
             ? std::optional<std::string_view>("")
             : std::nullopt;
}

bool holds_decrypted(PGconn* connection) {
  auto* tls = tls_of(connection);
  return tls != nullptr && SSL_pending(tls) > 0;
}

}  // namespace rowhook
