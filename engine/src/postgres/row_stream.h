#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "postgres/deadline.h"
#include "postgres/session.h"

namespace rowhook {

/// Asked a few times a second while a stream waits; true ends it.
using Cancelled = std::function<bool()>;

/// The rows of one query as lines of COPY's text format
/// (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"). Must be the only user of
/// its session while it lives. A stream that is not read to its end ends the session.
class RowStream {
 public:
  /// Starts `COPY (select) TO STDOUT`. Throws the Problem of the server's error.
  /// `deadline` and `session` must outlive the stream.
  RowStream(Session& session, const Deadline& deadline, const std::string& select,
            Cancelled cancelled = {});
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  /// The next line without its line end, valid until the next call; absent at the end, which is
  /// reached only when the server has confirmed that every row was sent. Throws the Problem of the
  /// server's error, query_timeout at the deadline or when cancelled, connection_lost.
  std::optional<std::string_view> next();

 private:
  struct FreeBuffer {
    void operator()(char* buffer) const { PQfreemem(buffer); }
  };

  void wait();
  void check_time() const;
  ResultHandle next_result();
  void finish();
  [[noreturn]] void fail(const PGresult* result);

  Session& session_;
  const Deadline& deadline_;
  Cancelled cancelled_;
  std::unique_ptr<char, FreeBuffer> line_;
  unsigned lines_ = 0;
  bool finished_ = false;
};

}  // namespace rowhook
