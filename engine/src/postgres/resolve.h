#pragma once

#include <string>
#include <vector>

#include "postgres/address.h"
#include "postgres/deadline.h"

namespace rowhook {

/// Resolves a host name or address, in the resolver's order, without duplicates. Runs the system's
/// resolver on a thread of its own, since it can hang far beyond any deadline. Throws dns_failed,
/// or overloaded while too many look-ups hang.
std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline);

}  // namespace rowhook
