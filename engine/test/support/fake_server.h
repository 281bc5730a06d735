#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace rowhook::testing {

/// Listens on a free local port. Calls `serve` for each connection, one at a time, and closes the
/// connection when it returns.
class FakeServer {
 public:
  using Serve = std::function<void(int socket_fd)>;

  explicit FakeServer(Serve serve, int backlog = 16) : socket_fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(socket_fd_, generic, size) != 0 || listen(socket_fd_, backlog) != 0 ||
        getsockname(socket_fd_, generic, &size) != 0) {
      throw std::runtime_error("no port for a fake server");
    }
    port_ = ntohs(address.sin_port);
    if (serve) thread_ = std::thread([this, serve] { accept_all(serve); });
  }
  ~FakeServer() {
    shutdown(socket_fd_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(socket_fd_);
  }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  int port() const { return port_; }

 private:
  void accept_all(const Serve& serve) {
    for (int connection; (connection = accept(socket_fd_, nullptr, nullptr)) >= 0;) {
      serve(connection);
      close(connection);
    }
  }

  int socket_fd_;
  int port_ = 0;
  std::thread thread_;
};

/// Receives up to 4 kB; empty when the other side has closed the connection.
inline std::string receive(int socket_fd) {
  std::array<char, 4096> buffer{};
  const auto size = recv(socket_fd, buffer.data(), buffer.size(), 0);
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

inline void send_all(int socket_fd, std::string_view text) {
  send(socket_fd, text.data(), text.size(), MSG_NOSIGNAL);
}

/// Reads until the other side disconnects.
inline void drain(int socket_fd) {
  while (!receive(socket_fd).empty()) {
  }
}

}  // namespace rowhook::testing
