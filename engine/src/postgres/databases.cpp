#include "postgres/databases.h"

namespace rowhook {
namespace {

/// The admission of requests limits leased sessions. The rest of the total is for idle sessions of
/// other databases.
PoolLimits pool_limits(const Config& config, std::chrono::milliseconds login_age) {
  PoolLimits limits{config.pool_max_per_login, config.preview_max * 4};
  limits.login_age = login_age;
  return limits;
}

constexpr const char* kDatabaseOverloaded = "Too many requests to this database are running.";

}  // namespace

Databases::Databases(const Config& config, std::chrono::milliseconds login_age)
    : connect_settings_{AddressPolicy(config.connection_allow, config.connection_deny),
                        config.connect_timeout, config.connection_ca_file},
      lock_timeout_(config.lock_timeout),
      row_limit_bytes_(config.row_limit_bytes),
      reads_(config.preview_max / 2, kDatabaseOverloaded),
      exports_(config.export_max - 1, kDatabaseOverloaded),
      pool_(pool_limits(config, login_age)) {}

std::chrono::microseconds Databases::open(Pool::Lease& lease, const ConnectionString& connection,
                                          const Deadline& deadline) {
  const auto started = Deadline::Clock::now();
  lease.put(std::make_unique<Session>(connect(connection, connect_settings_, deadline)));
  return elapsed_since(started);
}

std::unique_ptr<DedicatedRead> Databases::dedicate(const ConnectionString& connection,
                                                   const Deadline& deadline,
                                                   const std::function<ReadOptions()>& options) {
  auto connected = connect(connection, connect_settings_, deadline);
  auto wanted = options();
  wanted.lock_timeout = lock_timeout_;
  wanted.row_limit_bytes = row_limit_bytes_;
  return std::make_unique<DedicatedRead>(watchdog_, std::move(connected), deadline,
                                         deadline.extended_by(kGrace), wanted);
}

}  // namespace rowhook
