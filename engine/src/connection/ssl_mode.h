#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace rowhook {

/// https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
enum class SslMode { disable, allow, prefer, require, verify_ca, verify_full };

/// libpq's names, in the order of SslMode.
inline constexpr std::array<std::string_view, 6> kSslModes{"disable", "allow",     "prefer",
                                                           "require", "verify-ca", "verify-full"};

std::string_view to_string(SslMode mode);

/// libpq's name for what a string says of TLS, by `sslmode` or, as in other drivers, by `ssl`:
/// also in other spellings (`VerifyFull`, `true`) and with node-postgres's `no-verify`. Absent:
/// none that is known.
std::optional<std::string_view> read_ssl_mode(std::string_view key, std::string_view value);

}  // namespace rowhook
