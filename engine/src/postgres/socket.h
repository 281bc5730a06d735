#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rowhook {

/// Returns the number of bytes received on a TCP socket since it was connected, or 0 if the system
/// does not count them (Linux does).
std::uint64_t received_bytes(int socket_fd);

/// Returns the number of bytes received and read. libpq does not report the size of its buffers,
/// which the server determines. Bytes that arrive during the call can make the result too small.
std::uint64_t consumed_bytes(int socket_fd);

/// Makes every wait on the socket fail immediately and resets the connection. If the system cannot
/// reset it now, it does so when the socket is closed: after a normal shutdown, a peer that never
/// stops sending would continue for minutes.
void abort_connection(int socket_fd);

/// Returns the bytes that libpq would read next, decrypted, without consuming them. With TLS, these
/// are the bytes of one record. Empty if nothing, or no complete record, has arrived yet. Returns
/// nothing if the connection is closed or broken, which libpq reports when it reads.
std::optional<std::string_view> peek(PGconn* connection, std::span<char> buffer);

/// Returns whether decrypted bytes remain that libpq has not read. libpq may leave part of a TLS
/// record, which poll(2) does not report.
bool has_decrypted_bytes(PGconn* connection);

}  // namespace rowhook
