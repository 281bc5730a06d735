#include "connection/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace rowhook {
namespace {

constexpr int kMappedBits = 96;

IpAddress mapped(const std::uint8_t* ipv4) {
  IpAddress address{};
  address[10] = address[11] = 0xff;
  std::copy_n(ipv4, 4, address.begin() + 12);
  return address;
}

bool is_mapped(const IpAddress& address) {
  constexpr std::array<std::uint8_t, 12> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(kPrefix.begin(), kPrefix.end(), address.begin());
}

bool in_any(const IpAddress& address, const auto& networks) {
  return std::ranges::any_of(
      networks, [&](std::string_view text) { return parse_network(text)->contains(address); });
}

// 169.254.169.254 is link-local. Metadata services with other addresses: Alibaba, Azure, AWS and
// Scaleway over IPv6, Google over IPv6. The registries of special-purpose addresses (RFC 6890 and
// later) list the rest as not forwarded, or for protocols, benchmarks or documentation.
constexpr std::array<std::string_view, 26> kForbidden{
    "0.0.0.0/8",      "169.254.0.0/16", "224.0.0.0/4",   "240.0.0.0/4",   "100.100.100.200",
    "168.63.129.16",  "192.0.0.0/24",   "192.0.2.0/24",  "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "::/128",         "fe80::/10",     "fec0::/10",     "ff00::/8",
    "fd00:ec2::23",   "fd00:ec2::123",  "fd00:ec2::253", "fd00:ec2::254", "fd00:42::42",
    "fd20:ce::254",   "100::/64",       "2001:2::/48",   "2001:db8::/32", "3fff::/20",
    "5f00::/16"};
constexpr std::array<std::string_view, 7> kPrivate{
    "127.0.0.0/8",   "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
    "100.64.0.0/10", "::1/128",    "fc00::/7"};

}  // namespace

bool Network::contains(const IpAddress& address) const {
  for (int bit = 0; bit < bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    if (((base[byte] ^ address[byte]) >> (7 - bit % 8)) & 1) return false;
  }
  return true;
}

std::optional<IpAddress> parse_address(std::string_view text) {
  const std::string terminated(text);
  std::array<std::uint8_t, 4> ipv4{};
  if (inet_pton(AF_INET, terminated.c_str(), ipv4.data()) == 1) return mapped(ipv4.data());
  IpAddress ipv6{};
  if (inet_pton(AF_INET6, terminated.c_str(), ipv6.data()) == 1) return ipv6;
  return std::nullopt;
}

std::optional<Network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = parse_address(text.substr(0, slash));
  if (!base) return std::nullopt;
  const bool ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
  const int most = ipv4 ? 32 : 128;
  const auto bits =
      slash == std::string_view::npos ? most : number_in<int>(text.substr(slash + 1)).value_or(-1);
  if (bits < 0 || bits > most) return std::nullopt;
  return Network{*base, ipv4 ? bits + kMappedBits : bits};
}

std::optional<IpAddress> address_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, &address, sizeof ipv4);
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &ipv4.sin_addr, bytes.size());
    return mapped(bytes.data());
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 ipv6{};
    std::memcpy(&ipv6, &address, sizeof ipv6);
    IpAddress bytes{};
    std::memcpy(bytes.data(), &ipv6.sin6_addr, bytes.size());
    return bytes;
  }
  return std::nullopt;
}

std::vector<IpAddress> destinations(const IpAddress& address) {
  // RFC 6052 and RFC 2765: a translator uses the last four bytes as an IPv4 address.
  static const Network kNat64 = *parse_network("64:ff9b::/96");
  static const Network kTranslated = *parse_network("::ffff:0:0:0/96");
  // RFC 8215: each network chooses its own prefixes in this range, with any length of RFC 6052,
  // section 2.2. That section puts the IPv4 address around the ninth byte, which is zero.
  static const Network kLocalNat64 = *parse_network("64:ff9b:1::/48");
  static const Network k6to4 = *parse_network("2002::/16");
  static const Network kCompatible = *parse_network("::/96");
  static const IpAddress kLoopback = *parse_address("::1");
  static const IpAddress kUnspecified{};
  if (k6to4.contains(address)) return {mapped(address.data() + 2)};
  if (address == kLoopback || address == kUnspecified) return {address};
  if (kLocalNat64.contains(address)) {
    const auto& byte = address;
    std::vector<IpAddress> carried;
    for (const auto& ipv4 : {std::array{byte[6], byte[7], byte[9], byte[10]},
                             std::array{byte[7], byte[9], byte[10], byte[11]},
                             std::array{byte[9], byte[10], byte[11], byte[12]},
                             std::array{byte[12], byte[13], byte[14], byte[15]}}) {
      // No host has an address that begins with 0, so these bytes are padding.
      if (ipv4[0] != 0) carried.push_back(mapped(ipv4.data()));
    }
    if (carried.empty()) carried.push_back(kUnspecified);
    return carried;
  }
  for (const auto& network : {kNat64, kTranslated, kCompatible}) {
    if (network.contains(address)) return {mapped(address.data() + 12)};
  }
  return {address};
}

AddressKind classify(const IpAddress& address) {
  const auto ends = destinations(address);
  const auto any_in = [&](const auto& networks) {
    return std::ranges::any_of(ends, [&](const IpAddress& end) { return in_any(end, networks); });
  };
  if (any_in(kForbidden)) return AddressKind::forbidden;
  return any_in(kPrivate) ? AddressKind::private_address : AddressKind::public_address;
}

std::string to_string(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_mapped(address)) {
    inet_ntop(AF_INET, address.data() + 12, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

}  // namespace rowhook
