#include "http/httplib_server.h"

#include <sys/socket.h>

#include <ctime>
#include <string>

namespace rowhook {
namespace {

// NOLINTBEGIN(modernize-use-override): some versions of httplib do not declare all of these
// functions.

/// Adapts a Connection to httplib.
class ConnectionStream : public httplib::Stream {
 public:
  ConnectionStream(Connection& connection, std::chrono::milliseconds stall)
      : connection_(connection), stall_(stall) {}

  bool is_readable() const { return true; }
  bool wait_readable() const { return true; }
  bool is_writable() const { return connection_.writable(stall_); }
  bool wait_writable() const { return connection_.writable(stall_); }
  ssize_t read(char* out, std::size_t size) { return connection_.read(out, size); }
  ssize_t write(const char* data, std::size_t size) {
    return connection_.write(data, size, stall_);
  }
  void get_remote_ip_and_port(std::string&, int&) const {}
  void get_local_ip_and_port(std::string&, int&) const {}
  // httplib uses this only to check whether the client is connected.
  socket_t socket() const { return INVALID_SOCKET; }
  std::time_t duration() const { return 0; }

 private:
  Connection& connection_;
  std::chrono::milliseconds stall_;
};
// NOLINTEND(modernize-use-override)

}  // namespace

struct HttplibServer::Process {
  template <class Server>
  static bool request(Server& server, httplib::Stream& stream, bool& closed) {
    if constexpr (requires { server.process_request(stream, false, closed, nullptr); }) {
      return server.process_request(stream, false, closed, nullptr);
    } else {
      return server.process_request(stream, "", 0, "", 0, false, closed, nullptr);
    }
  }
};

int HttplibServer::bind(const std::string& host, int port) {
  set_socket_options([](socket_t socket) {
    // httplib's default, SO_REUSEPORT, would let a second engine bind the same port.
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
  // httplib's backlog is five connections. The system drops others, and their clients retry after a
  // second. Calling listen() again only changes the backlog.
  if (bound >= 0) ::listen(svr_sock_, SOMAXCONN);
  return bound;
}

void HttplibServer::serve(Connection& connection, std::chrono::milliseconds stall) {
  ConnectionStream stream(connection, stall);
  bool closed = false;
  if (!Process::request(*this, stream, closed) || closed) connection.set_keep_alive(false);
}

}  // namespace rowhook
