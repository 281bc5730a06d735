#pragma once

#include <httplib.h>

#include <chrono>
#include <string>

#include "http/connections.h"

namespace rowhook {

/// cpp-httplib as far as it is used: it parses a request, routes it and writes the answer. It has
/// no bound for a head, a chunk line or the time of either, and holds a thread for each open
/// connection; so sockets, threads and time are the business of Connections. What differs between
/// its versions is here.
class HttplibServer : public httplib::Server {
 public:
  /// Listens at a port of the host, any one for 0, and returns the port; -1: that is not possible.
  int bind(const std::string& host, int port);

  /// What bind() listens at. The caller closes it.
  int listening_socket() const { return svr_sock_; }

  /// Serves one request. Closes the connection of a client that takes nothing for `stall`.
  void serve(Connection& connection, std::chrono::milliseconds stall);

 private:
  struct Process;
};

}  // namespace rowhook
