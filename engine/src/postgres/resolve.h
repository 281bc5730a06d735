#pragma once

#include <string>
#include <vector>

#include "base/deadline.h"
#include "connection/address.h"

namespace rowhook {

/// Resolves a host name or address, in the resolver's order, without duplicates. Runs the system's
/// resolver on a thread of its own, since it can hang far beyond any deadline; requests for a name
/// that is being looked up share one. Throws dns_failed, or overloaded where look-ups hang and too
/// many requests wait for names of the same domain: they must not keep others out.
std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline);

}  // namespace rowhook
