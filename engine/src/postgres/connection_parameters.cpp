#include "postgres/connection_parameters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "error.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 10> kTaken{"host",
                                                  "port",
                                                  "dbname",
                                                  "user",
                                                  "password",
                                                  "sslmode",
                                                  "channel_binding",
                                                  "connect_timeout",
                                                  "application_name",
                                                  "ssl"};

// Parameters of hosted providers, poolers and object mappers, and those of libpq's own that change
// nothing here.
constexpr std::array<std::string_view, 24> kDropped{"connection_limit",
                                                    "currentSchema",
                                                    "fallback_application_name",
                                                    "keepalives",
                                                    "keepalives_count",
                                                    "keepalives_idle",
                                                    "keepalives_interval",
                                                    "max_connections",
                                                    "pgbouncer",
                                                    "pool_mode",
                                                    "pool_size",
                                                    "pool_timeout",
                                                    "prepareThreshold",
                                                    "prepared_statements",
                                                    "schema",
                                                    "socket_timeout",
                                                    "sslaccept",
                                                    "sslcompression",
                                                    "sslnegotiation",
                                                    "sslsni",
                                                    "statement_cache_size",
                                                    "supa",
                                                    "tcp_user_timeout",
                                                    "workaround"};

constexpr std::array<std::string_view, 30> kRefused{"client_encoding",
                                                    "gssdelegation",
                                                    "gssencmode",
                                                    "gsslib",
                                                    "hostaddr",
                                                    "krbsrvname",
                                                    "load_balance_hosts",
                                                    "options",
                                                    "passfile",
                                                    "replication",
                                                    "require_auth",
                                                    "requirepeer",
                                                    "service",
                                                    "servicefile",
                                                    "sslcert",
                                                    "sslcertmode",
                                                    "sslcrl",
                                                    "sslcrldir",
                                                    "sslkey",
                                                    "sslpassword",
                                                    "sslrootcert",
                                                    "target_session_attrs",
                                                    "ssl_min_protocol_version",
                                                    "ssl_max_protocol_version",
                                                    "min_protocol_version",
                                                    "max_protocol_version",
                                                    "scram_client_key",
                                                    "scram_server_key",
                                                    "sslkeylogfile",
                                                    "tty"};

bool has(const auto& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

}  // namespace

ParameterRule rule_for(std::string_view key) {
  if (has(kTaken, key)) return ParameterRule::taken;
  if (has(kDropped, key)) return ParameterRule::dropped;
  if (has(kRefused, key)) return ParameterRule::refused;
  return key.starts_with("oauth_") ? ParameterRule::refused : ParameterRule::unknown;
}

void refuse_parameter(std::string detail, std::string hint) {
  throw Problem(ProblemCode::connection_parameter_not_allowed, std::move(detail), std::move(hint));
}

void refuse_known_parameter(std::string_view key) {
  refuse_parameter("The parameter " + std::string(key) + " is not allowed here.",
                   key == "sslrootcert"
                       ? "Remove it: verify-ca and verify-full trust the system's certificates, or "
                         "those in SOURCE_CA_FILE of this service."
                       : "Remove it from the connection string.");
}

}  // namespace rowhook
