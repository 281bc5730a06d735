#pragma once

#include <memory>

#include "base/deadline.h"
#include "postgres/handle.h"
#include "postgres/read_transaction.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

/// A connection with one transaction, for reads that outlast the request's budget. Both end with
/// the object.
class DedicatedRead {
 public:
  /// Begins the transaction. Every wait ends at `deadline`, and those inside libpqxx at
  /// `watch_until`. `watchdog` must outlive the object.
  DedicatedRead(Watchdog& watchdog, ConnectionHandle connection, const Deadline& deadline,
                const Deadline& watch_until, const ReadOptions& options);
  ~DedicatedRead();
  DedicatedRead(const DedicatedRead&) = delete;
  DedicatedRead& operator=(const DedicatedRead&) = delete;

  ReadTransaction& transaction() { return transaction_; }

  /// From now on `deadline` counts, for a stream that is open or opened later. REQUIRES that no
  /// query follows, which could wait for ever.
  void stream_until(const Deadline& deadline);

  /// Sends a cancel request without waiting. Only destroy the object afterwards; its destructor
  /// waits. With several, call this on all before destroying the first.
  void request_cancel();

 private:
  Deadline deadline_;
  Session session_;
  Watchdog::Guard guard_;
  ReadTransaction transaction_;
  std::unique_ptr<CancelRequest> cancel_;  // last, as it must end before the connection does
};

}  // namespace rowhook
