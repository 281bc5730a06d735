#pragma once

#include <string>
#include <vector>

#include "base/deadline.h"
#include "connection/address.h"

namespace rowhook {

/// Resolves a host name or address, in the order of the resolver, without duplicates. Runs the
/// resolver of the system on a separate thread, because it can hang far beyond any deadline.
/// Requests for the same name share one lookup. Throws dns_failed, or overloaded if lookups hang
/// and too many requests are waiting for names of the same domain, so that they do not block
/// others.
std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline);

}  // namespace rowhook
