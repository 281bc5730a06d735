#pragma once

#include <libpq-fe.h>

#include <optional>
#include <span>
#include <string_view>

namespace rowhook {

/// The bytes that libpq would read next from its server, decrypted, without taking them; of an
/// encrypted session, those of one TLS record. Empty: none has arrived yet, or not a whole record.
/// Absent: none will, as the connection is closed or broken, which libpq reports when it reads.
std::optional<std::string_view> peek(PGconn* connection, std::span<char> buffer);

/// Whether there are decrypted bytes that libpq has not read yet: it may leave a part of a TLS
/// record behind, and the socket then has nothing to tell.
bool holds_decrypted(PGconn* connection);

}  // namespace rowhook
