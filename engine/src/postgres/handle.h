#pragma once

#include <libpq-fe.h>

#include <memory>

namespace rowhook {

/// Frees what libpq has allocated.
struct FreeWithLibpq {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
  void operator()(char* buffer) const { PQfreemem(buffer); }
};

using ConnectionHandle = std::unique_ptr<PGconn, FreeWithLibpq>;
using ResultHandle = std::unique_ptr<PGresult, FreeWithLibpq>;
using CancelHandle = std::unique_ptr<PGcancel, FreeWithLibpq>;
using BufferHandle = std::unique_ptr<char, FreeWithLibpq>;

}  // namespace rowhook
