#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "support/fake_server.h"

namespace rowhook::testing {

/// Messages of a Postgres server
/// (https://www.postgresql.org/docs/current/protocol-message-formats.html).
namespace message {

inline std::string number(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
          static_cast<char>(value >> 8), static_cast<char>(value)};
}

inline std::string of(char type, const std::string& body) {
  return type + number(static_cast<std::uint32_t>(body.size() + 4)) + body;
}

inline std::string zero_terminated(std::string_view text) { return std::string(text) + '\0'; }

inline std::string authentication(std::uint32_t request, const std::string& data = "") {
  return of('R', number(request) + data);
}

inline std::string parameter(std::string_view name, std::string_view value) {
  return of('S', zero_terminated(name) + zero_terminated(value));
}

/// `type`: E for an error, N for a notice.
inline std::string report(char type, std::string_view sqlstate, std::string_view words) {
  return of(type, zero_terminated("SERROR") + zero_terminated("VERROR") +
                      zero_terminated("C" + std::string(sqlstate)) +
                      zero_terminated("M" + std::string(words)) + '\0');
}

/// An error that ends the connection. `routine`: the function in the server's source; a pooler
/// sends none.
inline std::string fatal(std::string_view sqlstate, std::string_view words,
                         std::string_view routine = "") {
  auto fields = zero_terminated("SFATAL") + zero_terminated("VFATAL") +
                zero_terminated("C" + std::string(sqlstate)) +
                zero_terminated("M" + std::string(words));
  if (!routine.empty()) {
    fields += zero_terminated("Fauth.c") + zero_terminated("L334") +
              zero_terminated("R" + std::string(routine));
  }
  return of('E', fields + '\0');
}

inline std::string complete(std::string_view tag) { return of('C', zero_terminated(tag)); }
inline std::string ready(char state = 'T') { return of('Z', std::string(1, state)); }

/// A DataRow with one text column, and the RowDescription that precedes the first one.
inline std::string row(std::string_view value) {
  return of('D', std::string("\0\1", 2) + number(static_cast<std::uint32_t>(value.size())) +
                     std::string(value));
}
inline std::string row_description() {
  return of('T', std::string("\0\1", 2) + zero_terminated("x") + number(0) + std::string(2, '\0') +
                     number(25) + std::string("\xff\xff", 2) + number(0xffffffff) +
                     std::string(2, '\0'));
}

/// The end of a login without a password. `process`: the process id in BackendKeyData.
inline std::string session(std::string_view version = "17.0", std::uint32_t process = 1) {
  return authentication(0) + parameter("server_encoding", "UTF8") +
         parameter("client_encoding", "UTF8") + parameter("standard_conforming_strings", "on") +
         parameter("server_version", version) + of('K', number(process) + number(2)) + ready('I');
}

}  // namespace message

/// Sends until the client disconnects.
inline void send_without_end(int socket_fd, const std::string& text) {
  std::string many;
  while (many.size() < 64 * 1024) many += text;
  while (send(socket_fd, many.data(), many.size(), MSG_NOSIGNAL) > 0) {
  }
}

/// A server without TLS that accepts every login, replies correctly to the first statement (the
/// engine's BEGIN with its settings), calls `reply` for the second one, and then replies to
/// everything as to a ROLLBACK.
inline FakeServer::Serve after_login(std::function<void(int socket_fd)> reply) {
  return [reply = std::move(reply)](int socket_fd) {
    receive(socket_fd);
    send_all(socket_fd, message::session());
    receive(socket_fd);
    send_all(socket_fd, message::complete("BEGIN") + message::ready());
    receive(socket_fd);
    reply(socket_fd);
    while (!receive(socket_fd).empty()) {
      send_all(socket_fd, message::complete("ROLLBACK") + message::ready('I'));
    }
  };
}

/// The server's side of one connection, with or without TLS.
class Wire {
 public:
  explicit Wire(int socket_fd) : socket_fd_(socket_fd) {}

  /// Accepts TLS with a new self-signed certificate.
  void encrypt() {
    receive();
    send_all(socket_fd_, "S");
    context_.reset(SSL_CTX_new(TLS_server_method()));
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                  &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), socket_fd_);
    SSL_accept(tls_.get());
  }

  std::string receive() {
    if (!tls_) return testing::receive(socket_fd_);
    std::string buffer(4096, '\0');
    const int size = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()));
    buffer.resize(static_cast<std::size_t>(std::max(size, 0)));
    return buffer;
  }

  void send(const std::string& text) {
    if (tls_) {
      SSL_write(tls_.get(), text.data(), static_cast<int>(text.size()));
    } else {
      send_all(socket_fd_, text);
    }
  }

 private:
  int socket_fd_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
};

/// Begins SCRAM, requests this many iterations and waits for the client to disconnect.
inline void ask_for_iterations(Wire& wire, std::string_view count) {
  wire.receive();
  wire.send(message::authentication(10, std::string("SCRAM-SHA-256\0\0", 15)));
  const auto first = wire.receive();
  const auto nonce = first.substr(std::min(first.find("r="), first.size()));
  wire.send(message::authentication(11, nonce + "server,s=c2FsdHNhbHQ=,i=" + std::string(count)));
  while (!wire.receive().empty()) {
  }
}

}  // namespace rowhook::testing
