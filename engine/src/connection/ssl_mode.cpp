#include "connection/ssl_mode.h"

#include <algorithm>
#include <array>
#include <string>

namespace rowhook {
namespace {

// Boolean values say whether to encrypt, as require and disable do.
constexpr std::array<std::string_view, 6> kRequire{"true", "1",        "on",
                                                   "yes",  "noverify", "required"};
constexpr std::array<std::string_view, 5> kDisable{"false", "0", "off", "no", "disabled"};

std::string without_dashes(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != '-' && c != '_') plain += ascii_lower(c);
  }
  return plain;
}

}  // namespace

Encryption encryption_for(std::optional<SslMode> requested,
                          const std::vector<IpAddress>& addresses) {
  if (requested == SslMode::allow || requested == SslMode::prefer) return {SslMode::require, true};
  if (requested) return {*requested, false};
  const bool is_public = std::ranges::any_of(addresses, [](const auto& address) {
    return classify(address) == AddressKind::public_address;
  });
  return {SslMode::require, !is_public};
}

std::optional<std::string_view> read_ssl_mode(std::string_view key, std::string_view value) {
  // JDBC: a name without a value is true.
  if (key == "ssl" && value.empty()) return "require";
  const auto plain = without_dashes(value);
  if (std::ranges::find(kRequire, plain) != kRequire.end()) return "require";
  if (std::ranges::find(kDisable, plain) != kDisable.end()) return "disable";
  const auto* mode = std::ranges::find(kSslModes.all, plain, without_dashes);
  return mode == kSslModes.all.end() ? std::nullopt : std::optional(*mode);
}

}  // namespace rowhook
