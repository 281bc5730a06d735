#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connection/address.h"

namespace rowhook {

/// Decides which hosts the engine may connect to. Link-local, metadata, multicast and unspecified
/// addresses are always refused. Private addresses are allowed unless the lists exclude them.
class AddressPolicy {
 public:
  /// Entries are host names (`db.example.com`, `*.example.com`) or networks (`10.0.0.0/8`). If
  /// `allow` is not empty, only hosts that match one of its entries are allowed. `deny` takes
  /// precedence over `allow`.
  AddressPolicy(const std::vector<std::string>& allow, const std::vector<std::string>& deny);

  /// Throws host_not_allowed unless all addresses of the host are allowed.
  void check(std::string_view host, const std::vector<IpAddress>& addresses) const;

 private:
  struct List {
    explicit List(const std::vector<std::string>& entries);
    bool empty() const { return names.empty() && networks.empty(); }
    bool matches_name(std::string_view host) const;
    bool contains(const IpAddress& address) const;

    std::vector<std::string> names;
    std::vector<Network> networks;
  };

  List allow_;
  List deny_;
};

}  // namespace rowhook
