#include "connection/address_policy.h"

#include <algorithm>

#include "base/problem.h"
#include "base/text.h"

namespace rowhook {
namespace {

/// A fully qualified name may end with the dot of the root.
std::string normalized(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return ascii_lower(name);
}

bool name_matches(std::string_view pattern, std::string_view host) {
  if (pattern.starts_with("*.")) return host.ends_with(pattern.substr(1));
  return pattern == host;
}

}  // namespace

AddressPolicy::List::List(const std::vector<std::string>& entries) {
  for (const auto& entry : entries) {
    if (const auto network = parse_network(entry)) {
      networks.push_back(*network);
    } else {
      names.push_back(normalized(entry));
    }
  }
}

bool AddressPolicy::List::matches_name(std::string_view host) const {
  const auto name = normalized(host);
  return std::ranges::any_of(names,
                             [&](const auto& pattern) { return name_matches(pattern, name); });
}

bool AddressPolicy::List::contains(const IpAddress& address) const {
  return std::ranges::any_of(networks,
                             [&](const Network& network) { return network.contains(address); });
}

AddressPolicy::AddressPolicy(const std::vector<std::string>& allow,
                             const std::vector<std::string>& deny)
    : allow_(allow), deny_(deny) {}

void AddressPolicy::check(std::string_view host, const std::vector<IpAddress>& addresses) const {
  for (const auto& address : addresses) {
    if (classify(address) == AddressKind::forbidden) {
      throw Problem(ProblemCode::host_not_allowed,
                    "This host has a link-local, cloud metadata, multicast or reserved address, "
                    "which is never allowed.");
    }
    const auto ends = destinations(address);
    const bool denied =
        deny_.matches_name(host) || deny_.contains(address) ||
        std::ranges::any_of(ends, [&](const IpAddress& end) { return deny_.contains(end); });
    const bool allowed =
        allow_.empty() || allow_.matches_name(host) || allow_.contains(address) ||
        std::ranges::all_of(ends, [&](const IpAddress& end) { return allow_.contains(end); });
    if (denied || !allowed) {
      throw Problem(ProblemCode::host_not_allowed,
                    "This service is not allowed to connect to this host.",
                    "The operator of the service sets the allowed hosts with SOURCE_ALLOW and "
                    "SOURCE_DENY.");
    }
  }
}

}  // namespace rowhook
