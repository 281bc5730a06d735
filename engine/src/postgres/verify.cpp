#include "postgres/verify.h"

namespace rowhook {
namespace {

// Its time is reported as the latency, so it reads no tables.
constexpr char kServerInfoQuery[] =
    "SELECT pg_catalog.current_setting('server_version'), pg_catalog.current_database(), "
    "current_user, pg_catalog.current_setting('is_superuser'), pg_catalog.pg_is_in_recovery()";

ServerInfo read_info(ReadTransaction& transaction) {
  const auto started = Deadline::Clock::now();
  const auto rows = require_shape(transaction.query(kServerInfoQuery), 5, 1);
  ServerInfo info;
  info.latency = Deadline::Clock::now() - started;
  const auto& row = rows[0];
  info.version = row[0].as<std::string>();
  info.database = row[1].as<std::string>();
  info.user = row[2].as<std::string>();
  info.superuser = row[3].as<std::string>() == "on";
  info.standby = row[4].as<bool>();
  info.tls = transaction.session().encrypted();
  return info;
}

}  // namespace

ServerInfo verify_database(Databases& databases, const ConnectionString& connection,
                           const Deadline& deadline) {
  auto info = databases.read(connection, deadline, read_info);
  info.warnings = connection.warnings();
  if (!info.tls && connection.sslmode() != SslMode::disable) {
    info.warnings.push_back({"not_encrypted",
                             "The server offers no TLS: passwords and rows cross the network "
                             "unencrypted."});
  }
  if (info.superuser) {
    info.warnings.push_back({"superuser",
                             "This role is a superuser. Use a role with SELECT on only the tables "
                             "and views that you send."});
  }
  return info;
}

}  // namespace rowhook
