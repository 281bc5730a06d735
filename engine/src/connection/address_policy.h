#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connection/address.h"

namespace rowhook {

/// Says which hosts this engine may connect to. Link-local, metadata, multicast and unspecified
/// addresses are always refused; private ones are allowed unless the lists say otherwise.
class AddressPolicy {
 public:
  /// Entries are host names (`db.example.com`, `*.example.com`) or networks (`10.0.0.0/8`). Where
  /// `allow` has entries, only what matches one of them is allowed; `deny` wins over `allow`.
  AddressPolicy(const std::vector<std::string>& allow, const std::vector<std::string>& deny);

  /// Throws host_not_allowed unless every one of a host's addresses may be connected to.
  void check(std::string_view host, const std::vector<IpAddress>& addresses) const;

 private:
  struct List {
    explicit List(const std::vector<std::string>& entries);
    bool empty() const { return names.empty() && networks.empty(); }
    bool names_host(std::string_view host) const;
    bool holds(const IpAddress& address) const;

    std::vector<std::string> names;
    std::vector<Network> networks;
  };

  List allow_;
  List deny_;
};

}  // namespace rowhook
