#include "connection/ssl_mode.h"

#include <algorithm>
#include <array>
#include <string>

namespace rowhook {
namespace {

struct Spelling {
  std::string_view value;  ///< lower case, without - and _
  std::string_view mode;
};

// Boolean values say whether to encrypt, as require and disable do.
constexpr std::array kSpellings{Spelling{"true", "require"},
                                Spelling{"1", "require"},
                                Spelling{"on", "require"},
                                Spelling{"yes", "require"},
                                Spelling{"noverify", "require"},
                                Spelling{"required", "require"},
                                Spelling{"false", "disable"},
                                Spelling{"0", "disable"},
                                Spelling{"off", "disable"},
                                Spelling{"no", "disable"},
                                Spelling{"disabled", "disable"},
                                Spelling{"disable", "disable"},
                                Spelling{"allow", "allow"},
                                Spelling{"prefer", "prefer"},
                                Spelling{"require", "require"},
                                Spelling{"verifyca", "verify-ca"},
                                Spelling{"verifyfull", "verify-full"}};

}  // namespace

Encryption encryption_for(std::optional<SslMode> asked, const std::vector<IpAddress>& addresses) {
  if (asked == SslMode::allow || asked == SslMode::prefer) return {SslMode::require, true};
  if (asked) return {*asked, false};
  const bool is_public = std::ranges::any_of(addresses, [](const auto& address) {
    return classify(address) == AddressKind::public_address;
  });
  return {SslMode::require, !is_public};
}

std::optional<std::string_view> read_ssl_mode(std::string_view key, std::string_view value) {
  // JDBC: a name without a value is true.
  if (key == "ssl" && value.empty()) return "require";
  std::string spelt;
  for (const char c : value) {
    if (c != '-' && c != '_') spelt += ascii_lower(c);
  }
  const auto* found = std::ranges::find(kSpellings, spelt, &Spelling::value);
  return found == kSpellings.end() ? std::nullopt : std::optional(found->mode);
}

}  // namespace rowhook
