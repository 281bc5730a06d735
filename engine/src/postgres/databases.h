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

/// Gives access to the databases of users: address policy, connection pool and transactions. Safe
/// from any thread.
class Databases {
 public:
  explicit Databases(const Config& config, std::chrono::milliseconds login_age = kLoginAge);

  /// Runs `work(ReadTransaction&)` in a new transaction and returns its result. Calls `work` at
  /// most once: a dead pooled connection is replaced before that. Throws overloaded immediately if
  /// half of PREVIEW_MAX reads of the database are already running or waiting.
  template <class Work>
  auto read(const ConnectionString& connection, const Deadline& deadline, Work&& work,
            ReadOptions options = {}) {
    options.lock_timeout = lock_timeout_;
    options.row_limit_bytes = row_limit_bytes_;
    const auto key = connection.canonical();
    const Admission::Slot slot(reads_, connection.database_key());
    for (;;) {
      auto lease = pool_.acquire(key, deadline);
      const bool pooled = lease.session() != nullptr;
      const auto connect_time =
          pooled ? std::chrono::microseconds(0) : open(lease, connection, deadline);
      // Destroyed in reverse order: the transaction while the watchdog still watches it, then the
      // guard, so that the watchdog does not shut down the connection while the cancel request is
      // sent. The lease comes last and closes the connection or returns it to the pool.
      const CancelledStatement cancelled(*lease.session(), deadline);
      Watchdog::Guard guard(watchdog_, PQsocket(lease.session()->raw()),
                            deadline.extended_by(kGrace));
      std::optional<ReadTransaction> transaction;
      try {
        transaction.emplace(*lease.session(), guard, deadline, options);
      } catch (const Problem& problem) {
        const bool lost = problem.code == ProblemCode::connection_lost ||
                          problem.code == ProblemCode::database_unavailable;
        if (!pooled || !lost) throw;
        if (PQstatus(lease.session()->raw()) != CONNECTION_OK) pool_.forget(key);
        continue;
      }
      transaction->connect_time = connect_time;
      return std::forward<Work>(work)(*transaction);
    }
  }

  /// Begins a transaction on a new connection that is never pooled. The result must not outlive
  /// this object. `options` is called once the connection is open.
  std::unique_ptr<DedicatedRead> dedicate(const ConnectionString& connection,
                                          const Deadline& deadline,
                                          const std::function<ReadOptions()>& options);

  /// Admission of running exports: each database may have at most EXPORT_MAX - 1, but at least one.
  Admission& exports() { return exports_; }

 private:
  // If the server applies statement_timeout, it ends the query at the deadline itself and reports
  // that. The watchdog waits a little longer, so that this error arrives first.
  static constexpr std::chrono::milliseconds kGrace{250};

  std::chrono::microseconds open(Pool::Lease& lease, const ConnectionString& connection,
                                 const Deadline& deadline);

  /// The destructor cancels the statement that a cancelled or late request may have left running on
  /// the server.
  class CancelledStatement {
   public:
    CancelledStatement(const Session& session, const Deadline& deadline)
        : session_(session), deadline_(deadline) {}
    ~CancelledStatement() {
      if (deadline_.passed()) session_.request_cancel();
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
  Admission reads_;
  Admission exports_;
  Watchdog watchdog_;
  Pool pool_;
};

}  // namespace rowhook
