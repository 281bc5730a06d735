#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/deadline.h"
#include "connection/address_policy.h"
#include "connection/connection_string.h"
#include "postgres/handle.h"

namespace rowhook {

struct ConnectSettings {
  AddressPolicy policy;
  std::chrono::milliseconds timeout;
  std::optional<std::string> ca_file;  ///< absent: the system's bundle
};

/// Connects to a database: resolves its host once, checks every address against the policy, and
/// logs in at those addresses only, in order, each with a share of the time. Encrypts as the string
/// says; where it does not say, always to public addresses, and to private ones if the server
/// offers TLS. Throws a Problem that carries how the string was understood.
ConnectionHandle connect(const ConnectionString& connection, const ConnectSettings& settings,
                         const Deadline& deadline);

}  // namespace rowhook
