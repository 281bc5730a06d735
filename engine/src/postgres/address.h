#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace rowhook {

/// An IP address. IPv4 is kept in its IPv4-mapped form, so that ranges compare alike; addresses
/// that carry an IPv4 one inside (mapped, compatible, NAT64, 6to4) are unwrapped by
/// effective_address().
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
  forbidden,        ///< link-local, cloud metadata, multicast, unspecified, reserved
};

/// Reads dotted IPv4 or IPv6 text, nothing else.
std::optional<IpAddress> parse_address(std::string_view text);

/// Reads `address/bits` or a single address.
std::optional<Network> parse_network(std::string_view text);

/// The address of a socket address of family AF_INET or AF_INET6; absent for any other.
std::optional<IpAddress> address_of(const sockaddr& address);

/// The IPv4 address that packets to this one end at, where it carries one; otherwise itself.
IpAddress effective_address(const IpAddress& address);

AddressKind classify(const IpAddress& address);

std::string to_string(const IpAddress& address);

}  // namespace rowhook
