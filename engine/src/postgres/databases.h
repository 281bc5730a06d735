#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "base/admission.h"
#include "base/deadline.h"
#include "base/problem.h"
#include "config.h"
#include "connection/connection_string.h"
#include "postgres/connect.h"
#include "postgres/dedicated_read.h"
#include "postgres/pool.h"
#include "postgres/read_transaction.h"
#include "postgres/watchdog.h"

namespace rowhook {

/// The way to the users' databases: policy, connections and transactions. Safe from any thread.
class Databases {
 public:
  explicit Databases(const Config& config, std::chrono::milliseconds login_age = kLoginAge);

  /// Runs `work(ReadTransaction&)` in a transaction of its own and returns what it returns. `work`
  /// runs at most once: a pooled connection that has died is replaced before it begins. Throws
  /// overloaded at once where half of PREVIEW_MAX reads of a database work or wait already.
  template <class Work>
  auto read(const ConnectionString& connection, const Deadline& deadline, Work&& work,
            ReadOptions options = {}) {
    options.lock_timeout = lock_timeout_;
    options.row_limit_bytes = row_limit_bytes_;
    const auto key = connection.canonical();
    const DatabaseAdmission::Slot slot(reads_, key);
    for (;;) {
      auto lease = pool_.acquire(key, deadline);
      const bool pooled = lease.session() != nullptr;
      const auto connect_time =
          pooled ? std::chrono::microseconds(0) : open(lease, connection, deadline);
      // These end in reverse order: the transaction while it is watched; then nothing shuts down
      // the connection while the cancel request is sent; the lease closes it or gives it back last.
      const CancelledStatement cancelled(*lease.session(), deadline);
      Watchdog::Guard guard(watchdog_, PQsocket(lease.session()->raw()), with_grace(deadline));
      std::optional<ReadTransaction> transaction;
      try {
        transaction.emplace(*lease.session(), guard, deadline, options);
      } catch (const Problem& problem) {
        if (!pooled || !died(problem.code)) throw;
        pool_.forget(key);
        continue;
      }
      transaction->connect_time = connect_time;
      return std::forward<Work>(work)(*transaction);
    }
  }

  /// Begins a transaction on a new connection, which never was and never will be in the pool. Must
  /// not outlive this object. `options` is called once connected.
  std::unique_ptr<DedicatedRead> dedicate(const ConnectionString& connection,
                                          const Deadline& deadline,
                                          const std::function<ReadOptions()>& options);

  /// One for each export that runs: all but one of EXPORT_MAX may be of the same database.
  DatabaseAdmission& exports() { return exports_; }

 private:
  std::chrono::microseconds open(Pool::Lease& lease, const ConnectionString& connection,
                                 const Deadline& deadline);
  static bool died(ProblemCode code);
  static Deadline with_grace(const Deadline& deadline);

  /// When it ends, ends on the server what a request that was cancelled or too late has left there.
  class CancelledStatement {
   public:
    CancelledStatement(const Session& session, const Deadline& deadline)
        : session_(session), deadline_(deadline) {}
    ~CancelledStatement() {
      if (deadline_.passed()) session_.cancel_statement();
    }
    CancelledStatement(const CancelledStatement&) = delete;
    CancelledStatement& operator=(const CancelledStatement&) = delete;

   private:
    const Session& session_;
    const Deadline& deadline_;
  };

  ConnectSettings connect_settings_;
  std::chrono::milliseconds lock_timeout_;
  std::size_t row_limit_bytes_;
  DatabaseAdmission reads_;
  DatabaseAdmission exports_;
  Watchdog watchdog_;
  Pool pool_;
};

}  // namespace rowhook
