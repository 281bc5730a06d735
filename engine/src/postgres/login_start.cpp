#include "postgres/login_start.h"

#include <new>
#include <string>
#include <vector>

namespace rowhook {
namespace {

void drop_notice(void*, const PGresult*) {}

}  // namespace

ConnectionHandle start_login(const LoginAttempt& attempt) {
  const auto address = to_string(attempt.address);
  const auto port = std::to_string(attempt.connection.port());
  const std::string sslmode(to_string(attempt.encryption));
  std::vector<const char*> keys;
  std::vector<const char*> values;
  const auto set = [&](const char* key, const std::string& value) {
    keys.push_back(key);
    values.push_back(value.c_str());
  };
  static const std::string kUtf8 = "UTF8";
  static const std::string kApplication = "rowhook";
  static const std::string kDisable = "disable";
  static const std::string kNoFile = "/nonexistent/rowhook";
  static const std::string kKeepalivesIdle = "60";  // seconds
  set("host", attempt.connection.host());
  set("hostaddr", address);
  set("port", port);
  set("dbname", attempt.connection.database());
  set("user", attempt.connection.user());
  set("password", attempt.connection.password());
  set("sslmode", sslmode);
  set("client_encoding", kUtf8);
  set("application_name", kApplication);
  set("gssencmode", kDisable);
  set("passfile", kNoFile);
  // Detects within minutes instead of hours that the host is dead.
  set("keepalives_idle", kKeepalivesIdle);
  if (!attempt.connection.channel_binding().empty()) {
    set("channel_binding", attempt.connection.channel_binding());
  }
  if (attempt.encryption == SslMode::verify_ca || attempt.encryption == SslMode::verify_full) {
    set("sslrootcert", attempt.ca_file);
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  ConnectionHandle connection(PQconnectStartParams(keys.data(), values.data(), 0));
  if (!connection) throw std::bad_alloc();
  PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
  PQsetNoticeReceiver(connection.get(), drop_notice, nullptr);
  return connection;
}

}  // namespace rowhook
