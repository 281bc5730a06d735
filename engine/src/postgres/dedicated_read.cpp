#include "postgres/dedicated_read.h"

#include <utility>

namespace rowhook {

DedicatedRead::DedicatedRead(Watchdog& watchdog, ConnectionHandle connection,
                             const Deadline& deadline, const Deadline& watch_until,
                             const ReadOptions& options)
    : deadline_(deadline),
      session_(std::move(connection)),
      guard_(watchdog, PQsocket(session_.raw()), watch_until) {
  session_.discard();  // it serves no other request
  try {
    transaction_.emplace(session_, guard_, deadline_, options);
  } catch (...) {
    // Exports have no statement_timeout.
    request_cancel();
    throw;
  }
}

// Closing the connection ends the transaction as well as a ROLLBACK does.
DedicatedRead::~DedicatedRead() { request_cancel(); }

void DedicatedRead::request_cancel() {
  if (cancel_) return;
  // Switches the watchdog off, which would shut the connection down 500 ms after a cancellation. A
  // pooler forwards the request only while the connection is open.
  guard_.watch_until(Deadline(Deadline::Clock::time_point::max()));
  cancel_.reset(new CancelRequest(session_.request_cancel()));
}

void DedicatedRead::stream_until(const Deadline& deadline) {
  deadline_ = deadline;
  guard_.watch_until(deadline.at_time(Deadline::Clock::time_point::max()));
}

}  // namespace rowhook
