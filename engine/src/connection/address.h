#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace rowhook {

/// An IP address. IPv4 addresses are stored IPv4-mapped, so that all ranges compare alike.
/// destinations() unwraps the addresses that contain an IPv4 address (mapped, compatible, NAT64,
/// 6to4).
using IpAddress = std::array<std::uint8_t, 16>;

/// A range of addresses: the first `bits` bits of `base`, counted in the IPv4-mapped form.
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

/// Parses an IPv4 address in dotted notation or an IPv6 address, without port or prefix length.
std::optional<IpAddress> parse_address(std::string_view text);

/// Parses `address/bits` or a single address.
std::optional<Network> parse_network(std::string_view text);

/// Returns the address of an AF_INET or AF_INET6 socket address, or nothing for other families.
std::optional<IpAddress> address_of(const sockaddr& address);

/// Returns the addresses that packets to `address` may reach: the IPv4 address that it contains, or
/// the address itself. Returns several if only the translator of the network knows which bytes are
/// the IPv4 address.
std::vector<IpAddress> destinations(const IpAddress& address);

/// Returns the strictest kind of the destinations of an address.
AddressKind classify(const IpAddress& address);

std::string to_string(const IpAddress& address);

}  // namespace rowhook
