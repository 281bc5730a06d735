#pragma once

#include <httplib.h>

#include <chrono>
#include <string>

#include "http/connections.h"

namespace rowhook {

/// Uses cpp-httplib to parse a request, route it and write the response. cpp-httplib limits neither
/// the size nor the time of a head or a chunk line, and blocks a thread for each open connection.
/// Therefore, Connections handles sockets, threads and timeouts. This class also hides the
/// differences between versions of cpp-httplib.
class HttplibServer : public httplib::Server {
 public:
  /// Listens on a port of the host, or on any free port for 0. Returns the port, or -1 on failure.
  int bind(const std::string& host, int port);

  /// The socket that bind() listens on. The caller must close it.
  int listening_socket() const { return svr_sock_; }

  /// Serves one request. Closes the connection if the client accepts nothing for `stall`.
  void serve(Connection& connection, std::chrono::milliseconds stall);

 private:
  struct Process;
};

}  // namespace rowhook
