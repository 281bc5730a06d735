#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "connection/address.h"

namespace rowhook {

/// https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
enum class SslMode { disable, allow, prefer, require, verify_ca, verify_full };

/// The names that libpq uses.
inline constexpr EnumNames<SslMode, 6> kSslModes{
    {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}};

/// How to log in.
struct Encryption {
  SslMode mode;
  bool optional;  ///< connect without TLS if the server declines it

  bool operator==(const Encryption&) const = default;
};

/// Returns the requested mode. Without one: TLS, optional if all addresses are private. allow and
/// prefer become optional TLS: the login is tried without TLS only if the server declines it, and
/// not after any failure as in libpq.
Encryption encryption_for(std::optional<SslMode> requested,
                          const std::vector<IpAddress>& addresses);

/// Returns the libpq name of a TLS mode in a connection string, or nothing if it is unknown. `key`
/// is `sslmode`, or `ssl` as in other drivers. Accepts other spellings (`VerifyFull`, `true`) and
/// `no-verify` of node-postgres.
std::optional<std::string_view> read_ssl_mode(std::string_view key, std::string_view value);

}  // namespace rowhook
