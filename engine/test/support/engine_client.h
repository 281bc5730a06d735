#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/engine_process.h"
#include "support/fake_server.h"

namespace rowhook::testing {

/// A raw TCP connection to a local port, for requests that no HTTP client sends. Every read and
/// write times out after ten seconds.
class RawSocket {
 public:
  explicit RawSocket(int port) : socket_fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval wait{10, 0};
    setsockopt(socket_fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(socket_fd_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (connect(socket_fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~RawSocket() { close(socket_fd_); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  /// Returns false if the other side has closed the connection.
  bool send(std::string_view text) const {
    return ::send(socket_fd_, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }
  /// Sends as many bytes as fit into the socket buffer.
  void send_without_waiting(std::string_view text) const {
    static_cast<void>(::send(socket_fd_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  }
  /// Shuts down the sending side.
  void finish() const { shutdown(socket_fd_, SHUT_WR); }
  std::string receive() const { return testing::receive(socket_fd_); }

  /// Reads until the other side closes the connection.
  std::string receive_all() const {
    std::string all;
    for (std::string piece; !(piece = receive()).empty();) all += piece;
    return all;
  }

 private:
  int socket_fd_;
};

/// An engine process and a client with its token.
class EngineClient {
 public:
  struct Response {
    int status = 0;
    std::string head;
    std::string body;
  };

  explicit EngineClient(std::vector<std::string> environment = {})
      : engine_(with_defaults(std::move(environment))), port_(engine_.port()) {}

  int port() const { return port_; }
  std::string pid() const { return std::to_string(engine_.pid()); }
  std::string output() const { return engine_.output(); }
  void signal(int number) const { engine_.signal(number); }

  /// The bytes of a request that closes the connection after the response.
  static std::string request(const std::string& path, const Json& body,
                             const std::vector<std::string>& headers = {}) {
    const auto text = body.dump();
    std::string request = "POST " + path +
                          " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n"
                          "Content-Type: application/json\r\nAuthorization: Bearer " +
                          kEngineToken + "\r\nContent-Length: " + std::to_string(text.size()) +
                          "\r\n";
    for (const auto& header : headers) request += header + "\r\n";
    return request + "\r\n" + text;
  }

  Response post(const std::string& path, const Json& body) const {
    const RawSocket connection(port_);
    connection.send(request(path, body));
    const auto text = connection.receive_all();
    const auto head_end = text.find("\r\n\r\n");
    if (head_end == std::string::npos) return {};
    return {std::stoi(text.substr(9, 3)), text.substr(0, head_end), text.substr(head_end + 4)};
  }

 private:
  static std::vector<std::string> with_defaults(std::vector<std::string> environment) {
    environment.push_back("ENGINE_PORT=0");
    environment.push_back(std::string("ENGINE_TOKEN=") + kEngineToken);
    return environment;
  }

  EngineProcess engine_;
  int port_;
};

}  // namespace rowhook::testing
