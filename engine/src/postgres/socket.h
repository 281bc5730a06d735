#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rowhook {

/// How many bytes have arrived at a TCP socket since it was connected; 0 where the system does not
/// count them (it does on Linux).
std::uint64_t arrived_bytes(int socket_fd);

/// Those of them that have been read. libpq tells nothing about the size of what it has buffered,
/// and a server decides how much that is.
std::uint64_t taken_bytes(int socket_fd);

/// Makes every wait on the socket fail now, and resets the connection, where the system cannot do
/// that now when the socket is closed: after an orderly end, a peer that sends without end goes on
/// trying for minutes.
void cut(int socket_fd);

/// The bytes that libpq would read next from its server, decrypted, without taking them; of an
/// encrypted session, those of one TLS record. Empty: none has arrived yet, or not a whole record.
/// Absent: none will, as the connection is closed or broken, which libpq reports when it reads.
std::optional<std::string_view> peek(PGconn* connection, std::span<char> buffer);

/// Whether there are decrypted bytes that libpq has not read yet: it may leave a part of a TLS
/// record, and the socket then has nothing to tell.
bool holds_decrypted(PGconn* connection);

}  // namespace rowhook
