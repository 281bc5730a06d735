#include "connection/connection_parameters.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/problem.h"
#include "base/text.h"
#include "connection/ssl_mode.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 9> kAccepted{
    "host", "port", "dbname", "user", "password", "sslmode", "channel_binding", "connect_timeout",
    "ssl"};

struct OtherName {
  std::string_view name;
  std::string_view libpq;
};

// Names of the same parameters in other drivers, frameworks, the Postgres image and the environment
// of libpq.
constexpr std::array kOtherNames{
    OtherName{"database", "dbname"},
    OtherName{"db", "dbname"},
    OtherName{"username", "user"},
    OtherName{"pwd", "password"},
    OtherName{"pass", "password"},
    OtherName{"passwd", "password"},
    OtherName{"hostname", "host"},
    OtherName{"server", "host"},
    OtherName{"sslMode", "sslmode"},
    OtherName{"ssl_mode", "sslmode"},
    OtherName{"channelBinding", "channel_binding"},
    OtherName{"connectTimeout", "connect_timeout"},
    OtherName{"DB_HOST", "host"},
    OtherName{"DB_PORT", "port"},
    OtherName{"DB_NAME", "dbname"},
    OtherName{"DB_DATABASE", "dbname"},
    OtherName{"DB_USER", "user"},
    OtherName{"DB_USERNAME", "user"},
    OtherName{"DB_PASSWORD", "password"},
    OtherName{"POSTGRES_HOST", "host"},
    OtherName{"POSTGRES_PORT", "port"},
    OtherName{"POSTGRES_DB", "dbname"},
    OtherName{"POSTGRES_USER", "user"},
    OtherName{"POSTGRES_PASSWORD", "password"},
    OtherName{"PGHOST", "host"},
    OtherName{"PGPORT", "port"},
    OtherName{"PGDATABASE", "dbname"},
    OtherName{"PGUSER", "user"},
    OtherName{"PGPASSWORD", "password"},
    OtherName{"PGSSLMODE", "sslmode"},
    OtherName{"PGCHANNELBINDING", "channel_binding"},
    OtherName{"PGCONNECT_TIMEOUT", "connect_timeout"},
};

// Parameters of hosted providers, poolers, drivers and object mappers, and libpq parameters that
// have no effect here.
constexpr std::array<std::string_view, 65> kDropped{
    // libpq
    "PGAPPNAME", "application_name", "fallback_application_name", "keepalives", "keepalives_count",
    "keepalives_idle", "keepalives_interval", "sslcompression", "sslnegotiation", "sslsni",
    "tcp_user_timeout",
    // Supabase, Prisma, PgBouncer
    "connection_limit", "max_connections", "pgbouncer", "pool_mode", "pool_size", "pool_timeout",
    "schema", "socket_timeout", "sslaccept", "statement_cache_size", "supa", "workaround",
    // JDBC
    "ApplicationName", "assumeMinServerVersion", "autosave", "binaryTransfer", "currentSchema",
    "defaultRowFetchSize", "loginTimeout", "prepareThreshold", "preparedStatementCacheQueries",
    "preparedStatementCacheSizeMiB", "readOnly", "reWriteBatchedInserts", "socketTimeout",
    "stringtype", "tcpKeepAlive",
    // Node, Python, Ruby, PHP, Go
    "uselibpqcompat", "async_fallback", "command_timeout", "prepared_statement_cache_size",
    "DB_CONNECTION", "conn_health_checks", "conn_max_age", "checkout_timeout", "encoding", "pool",
    "prepared_statements", "reconnect", "charset", "serverVersion", "binary_parameters",
    "default_query_exec_mode", "description_cache_capacity", "pool_health_check_period",
    "pool_max_conn_idle_time", "pool_max_conn_lifetime", "pool_max_conns", "pool_min_conns",
    "search_path", "statement_cache_capacity", "statement_cache_mode", "statement_timeout",
    "timezone"};

struct Refused {
  std::string_view key;
  std::string_view hint = {};
};

constexpr std::string_view kNoClientCertificate =
    "Remove it: client certificates are not supported. Use a role that logs in with a password.";
constexpr std::string_view kNoFiles =
    "Remove it, and write the values from the file into the connection string.";
constexpr std::string_view kOneServer = "Remove it, and use the host of a single server.";
constexpr std::string_view kSystemCertificates =
    "Remove it: verify-ca and verify-full trust the system's certificates, or those in "
    "SOURCE_CA_FILE of this service.";
constexpr std::string_view kWriteSslmode = "Write sslmode=require or sslmode=verify-full instead.";

// For `options=reference=…` of Supabase's pooler, for clients that cannot have a dot in the user
// name.
constexpr std::string_view kSupabaseProject =
    "Remove it, and write the project's reference behind the user name, with a dot between: "
    "postgres.PROJECT.";

constexpr std::array kRefused{
    Refused{"client_encoding", "Remove it: text is always read as UTF-8."},
    Refused{"gssEncMode"},
    Refused{"gssdelegation"},
    Refused{"gssencmode"},
    Refused{"gsslib"},
    Refused{"hostaddr", "Remove it, or write the address in place of the host name."},
    Refused{"krbsrvname"},
    Refused{"load_balance_hosts", kOneServer},
    Refused{"loadBalanceHosts", kOneServer},
    Refused{"max_protocol_version"},
    Refused{"min_protocol_version"},
    Refused{"options",
            "Remove it. A setting can be given to the role instead: ALTER ROLE … SET …. An "
            "endpoint= or --cluster= in it is not needed: the host name says the same."},
    Refused{"passfile", kNoFiles},
    Refused{"replication"},
    Refused{"require_auth"},
    Refused{"requirepeer"},
    Refused{"scram_client_key", "Remove it, and give the password."},
    Refused{"scram_server_key", "Remove it, and give the password."},
    Refused{"service", kNoFiles},
    Refused{"servicefile", kNoFiles},
    Refused{"socketFactory", "Remove it: only TCP connections are supported."},
    Refused{"sslcert", kNoClientCertificate},
    Refused{"sslcertmode", kNoClientCertificate},
    Refused{"sslcrl"},
    Refused{"sslcrldir"},
    Refused{"sslfactory", kWriteSslmode},
    Refused{"sslkey", kNoClientCertificate},
    Refused{"sslkeylogfile"},
    Refused{"ssl_max_protocol_version"},
    Refused{"ssl_min_protocol_version"},
    Refused{"sslpassword", kNoClientCertificate},
    Refused{"sslrootcert", kSystemCertificates},
    Refused{"targetServerType", kOneServer},
    Refused{"target_session_attrs", kOneServer},
    Refused{"tty"},
};

bool has(const auto& list, std::string_view key) {
  return std::ranges::find(list, key) != list.end();
}

const OtherName* other_name(std::string_view key) {
  const auto* found = std::ranges::find(kOtherNames, key, &OtherName::name);
  return found == kOtherNames.end() ? nullptr : found;
}

const Refused* refused(std::string_view key) {
  static constexpr Refused kOauth{"oauth_"};
  if (key.starts_with(kOauth.key)) return &kOauth;
  const auto* found = std::ranges::find(kRefused, key, &Refused::key);
  return found == kRefused.end() ? nullptr : found;
}

/// Returns whether the text looks like a typed name: short, without special characters.
bool looks_like_a_name(std::string_view text) {
  constexpr std::size_t kLongestName = 40;
  return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, [](char c) {
    return is_alnum(c) || c == '_' || c == '-' || c == '.';
  });
}

/// Suggests accepted and refused parameters only: a dropped one has no effect.
std::optional<std::string_view> nearest_parameter(std::string_view key) {
  std::vector<std::string_view> names(kAccepted.begin(), kAccepted.end());
  for (const auto& entry : kRefused) names.push_back(entry.key);
  return nearest(key, names);
}

}  // namespace

ParameterRule rule_for(std::string_view key) {
  if (has(kAccepted, key) || other_name(key) != nullptr) return ParameterRule::accepted;
  if (has(kDropped, key)) return ParameterRule::dropped;
  return refused(key) != nullptr ? ParameterRule::refused : ParameterRule::unknown;
}

void refuse_parameter(std::string detail, std::string hint) {
  throw Problem(ProblemCode::connection_parameter_not_allowed, std::move(detail), std::move(hint));
}

void ParameterScan::add(std::string_view key, std::string value) {
  ++position_;
  // libpq 16 and later: use the certificates of the system, as the engine always does.
  if (key == "sslrootcert" && value == "system") {
    verify_full_ = true;
    add_tls("sslmode", "verify-full");
    found_.changes.emplace_back("sslrootcert=system was read as sslmode=verify-full.");
    return;
  }
  if (const auto* found = refused(key)) {
    auto hint = found->hint.empty() ? "Remove it from the connection string." : found->hint;
    if (key == "options" && value.starts_with("reference")) hint = kSupabaseProject;
    refuse_parameter("The parameter " + std::string(key) + " is not allowed here.",
                     std::string(hint));
  }
  if (has(kDropped, key)) {
    found_.dropped.emplace_back(key);
    return;
  }
  const auto* other = other_name(key);
  if (other == nullptr && !has(kAccepted, key)) refuse_unknown(key);
  const auto name = other == nullptr ? key : other->libpq;
  if (other != nullptr) {
    found_.changes.push_back(std::string(key) + " was read as " + std::string(name) + ".");
  }
  if (name == "password") may_quote_unknown_ = false;
  if (name == "ssl" || name == "sslmode") {
    add_tls(name, value);
  } else {
    found_.values.insert_or_assign(std::string(name), std::move(value));
  }
}

// If both ssl and sslmode are present, sslmode is more specific.
void ParameterScan::add_tls(std::string_view key, const std::string& value) {
  const auto mode = read_ssl_mode(key, value);
  if (!mode) {
    std::string detail = "The " + std::string(key) + " is unknown.";
    if (may_quote_unknown_ && looks_like_a_name(value)) {
      detail = "The " + std::string(key) + " “" + value + "” is unknown.";
    }
    const auto close = nearest(value, {kSslModes.all.begin(), kSslModes.all.end()});
    throw Problem(ProblemCode::connection_string_invalid, std::move(detail),
                  close ? "Did you mean " + std::string(*close) + "?"
                        : "Write disable, allow, prefer, require, verify-ca or verify-full.");
  }
  auto& sslmode = found_.values["sslmode"];
  if (!sslmode.empty() && (key == "ssl" || verify_full_)) {
    if (verify_full_) sslmode = "verify-full";
    return;
  }
  const bool as_libpq_reads_it = value == (key == "ssl" ? "true" : *mode);
  if (!as_libpq_reads_it) {
    found_.changes.push_back(std::string(key) + (value.empty() ? "" : "=" + value) +
                             " was read as sslmode=" + std::string(*mode) +
                             (value == "no-verify" ? ": encrypted, with any certificate." : "."));
  }
  sslmode = *mode;
}

void ParameterScan::refuse_unknown(std::string_view key) const {
  const auto close =
      may_quote_unknown_ && looks_like_a_name(key) ? nearest_parameter(key) : std::nullopt;
  if (close) {
    throw Problem(unknown_code_, "The parameter “" + std::string(key) + "” is unknown.",
                  "Did you mean " + std::string(*close) + "?");
  }
  throw Problem(unknown_code_,
                "Parameter " + std::to_string(position_) + " of the connection string is unknown.",
                "Remove it, or check its spelling. In the password of a URL, write & as %26 and "
                "? as %3F.");
}

}  // namespace rowhook
