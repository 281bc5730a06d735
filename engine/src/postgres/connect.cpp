#include "postgres/connect.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/problem.h"
#include "connection/ssl_mode.h"
#include "postgres/login.h"
#include "postgres/resolve.h"

namespace rowhook {
namespace {

/// The CA bundle of the system on Debian, Fedora and Alpine, and the default path of OpenSSL.
std::string system_ca_file() {
  constexpr std::array kPlaces{"/etc/ssl/certs/ca-certificates.crt",
                               "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
                               "/opt/homebrew/etc/ca-certificates/cert.pem"};
  const auto* found =
      std::ranges::find_if(kPlaces, [](const char* path) { return access(path, R_OK) == 0; });
  return found == kPlaces.end() ? kPlaces.front() : *found;
}

ConnectionHandle connect_to(LoginAttempt attempt, const Deadline& deadline) {
  if (auto connection = log_in(attempt, deadline)) return std::move(*connection);
  if (!attempt.encryption_optional) {
    constexpr std::string_view kOffered = "The server does not offer encrypted connections.";
    if (attempt.connection.channel_binding() == "require") {
      throw Problem(
          ProblemCode::tls_failed, std::string(kOffered),
          "channel_binding=require needs encryption. On a trusted network, remove it and add "
          "sslmode=disable to connect without encryption.");
    }
    throw Problem(ProblemCode::tls_failed, std::string(kOffered),
                  "On a trusted network, add sslmode=disable to connect without encryption. If the "
                  "server refuses that too, its pg_hba.conf has no entry for this login.");
  }
  attempt.encryption = SslMode::disable;
  return std::move(log_in(attempt, deadline).value());
}

/// Returns whether another address of the host may still respond.
bool is_address_specific(ProblemCode code) {
  return code == ProblemCode::connect_refused || code == ProblemCode::connect_timeout;
}

ConnectionHandle connect_to_any(const ConnectionString& connection, const ConnectSettings& settings,
                                const Deadline& deadline) {
  const auto addresses = resolve(connection.host(), deadline);
  settings.policy.check(connection.host(), addresses);
  const auto encryption = encryption_for(connection.sslmode(), addresses);
  const auto ca_file = settings.ca_file ? *settings.ca_file : system_ca_file();
  for (std::size_t i = 0;; ++i) {
    const auto waiting = static_cast<int>(addresses.size() - i);
    try {
      return connect_to({connection, addresses[i], encryption.mode, ca_file, encryption.optional},
                        deadline.within(deadline.left() / waiting));
    } catch (const Problem& problem) {
      if (waiting == 1 || !is_address_specific(problem.code)) throw;
    }
  }
}

}  // namespace

ConnectionHandle connect(const ConnectionString& connection, const ConnectSettings& settings,
                         const Deadline& deadline) {
  const std::chrono::milliseconds timeout =
      connection.connect_timeout() ? *connection.connect_timeout() : settings.timeout;
  try {
    return connect_to_any(connection, settings, deadline.within(timeout));
  } catch (Problem& problem) {
    problem.understood = connection.summary();
    throw;
  }
}

}  // namespace rowhook
