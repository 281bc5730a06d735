#pragma once

#include <vector>

namespace rowhook {

/// One connection that this process has accepted.
struct AcceptedSocket {
  int descriptor;
  int remote_port;  ///< of the other side
};

/// What was accepted at a port of this process. httplib keeps its sockets to itself, so they are
/// found among the process's descriptors; one may be closed by its owner at any moment.
std::vector<AcceptedSocket> accepted_sockets(int local_port);

/// The other side has closed the connection, or at least its half of it.
bool hung_up(int descriptor);

}  // namespace rowhook
