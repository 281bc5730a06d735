#pragma once

#include <memory>
#include <optional>

#include "base/deadline.h"
#include "postgres/handle.h"
#include "postgres/read_transaction.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

/// A connection with one transaction, for reads that run longer than a request. The destructor ends
/// both.
class DedicatedRead {
 public:
  /// Begins the transaction, and cancels its statement if that fails. All waits end at `deadline`,
  /// and those inside libpqxx at `watch_until`. `watchdog` must outlive the object.
  DedicatedRead(Watchdog& watchdog, ConnectionHandle connection, const Deadline& deadline,
                const Deadline& watch_until, const ReadOptions& options);
  ~DedicatedRead();
  DedicatedRead(const DedicatedRead&) = delete;
  DedicatedRead& operator=(const DedicatedRead&) = delete;

  ReadTransaction& transaction() { return *transaction_; }

  /// Sets a new deadline for an open stream and for streams opened later. REQUIRES: no further
  /// queries, because they would have no timeout.
  void stream_until(const Deadline& deadline);

  /// Sends a cancel request without waiting for it. Only the destructor, which waits, may follow.
  /// To end several reads, call this on all of them before destroying the first.
  void request_cancel();

 private:
  Deadline deadline_;
  Session session_;
  Watchdog::Guard guard_;
  std::optional<ReadTransaction> transaction_;  ///< has a value once the object is constructed
  std::unique_ptr<CancelRequest> cancel_;  // last member: destroyed before the connection is closed
};

}  // namespace rowhook
