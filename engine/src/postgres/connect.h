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
  std::optional<std::string> ca_file;  ///< empty: the CA bundle of the system
};

/// Connects to a database. Resolves the host once, checks all addresses against the policy, and
/// tries to log in at these addresses only, in order, each with a share of the remaining time.
/// sslmode decides about encryption. Without it, public addresses require TLS, and private
/// addresses use it if the server offers it. A Problem that is thrown contains the parsed
/// connection string.
ConnectionHandle connect(const ConnectionString& connection, const ConnectSettings& settings,
                         const Deadline& deadline);

}  // namespace rowhook
