#include "postgres/verify.h"

namespace rowhook {
namespace {

constexpr char kFacts[] =
    "SELECT pg_catalog.current_setting('server_version'), pg_catalog.current_database(), "
    "current_user, pg_catalog.current_setting('is_superuser'), pg_catalog.pg_is_in_recovery()";

ServerFacts read_facts(ReadTransaction& transaction) {
  const auto started = Deadline::Clock::now();
  const auto rows = require_shape(transaction.query(kFacts), 5, 1);
  ServerFacts facts;
  facts.latency = Deadline::Clock::now() - started;
  const auto& row = rows[0];
  facts.version = row[0].as<std::string>();
  facts.database = row[1].as<std::string>();
  facts.user = row[2].as<std::string>();
  facts.superuser = row[3].as<std::string>() == "on";
  facts.standby = row[4].as<bool>();
  facts.tls = transaction.session().encrypted();
  return facts;
}

}  // namespace

ServerFacts verify_database(Databases& databases, const ConnectionString& connection,
                            const Deadline& deadline) {
  auto facts = databases.read(connection, deadline, read_facts);
  facts.warnings = connection.warnings();
  if (!facts.tls && connection.sslmode() != SslMode::disable) {
    facts.warnings.push_back({"not_encrypted",
                              "The server offers no TLS: passwords and rows cross the network "
                              "unencrypted."});
  }
  if (facts.superuser) {
    facts.warnings.push_back({"superuser",
                              "This role is a superuser. A role with SELECT on the relations that "
                              "you send is safer."});
  }
  return facts;
}

}  // namespace rowhook
