#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace rowhook {

/// An IP address. IPv4 is kept in its IPv4-mapped form, so that ranges compare alike; addresses
/// that carry an IPv4 one inside (mapped, compatible, NAT64, 6to4) are unwrapped by
/// destinations().
using IpAddress = std::array<std::uint8_t, 16>;

/// A range of addresses: the first `bits` of `base`, counted in the mapped form.
struct Network {
  IpAddress base{};
  int bits = 0;

  bool contains(const IpAddress& address) const;
};

enum class AddressKind {
  public_address,
  private_address,  ///< loopback, private and shared ranges
  forbidden,        ///< link-local, cloud metadata, multicast, unspecified, reserved, documentation
};

/// Reads dotted IPv4 or IPv6 text, nothing else.
std::optional<IpAddress> parse_address(std::string_view text);

/// Reads `address/bits` or a single address.
std::optional<Network> parse_network(std::string_view text);

/// The address of a socket address of family AF_INET or AF_INET6; absent for any other.
std::optional<IpAddress> address_of(const sockaddr& address);

/// Where packets to this address may end: the IPv4 address that it carries, or itself. Several
/// where only the network's translator knows which of its bytes are the IPv4 address.
std::vector<IpAddress> destinations(const IpAddress& address);

/// The strictest kind of an address's destinations.
AddressKind classify(const IpAddress& address);

std::string to_string(const IpAddress& address);

}  // namespace rowhook
