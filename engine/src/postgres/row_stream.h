#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/problem.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

/// How much longer than the payload that is made of it a row's COPY text can be (bytea in hex,
/// escapes).
constexpr std::size_t kCopyExpansion = 2;

/// A row is larger than may be held in memory, and the stream has ended before it.
struct RowTooLarge : Problem {
  explicit RowTooLarge(std::size_t row_limit_bytes);
};

/// The rows of a relation that the catalog has described, as lines of COPY's text format
/// (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"). Must be the only user of
/// its session while it lives. A stream that is not read to its end ends the session.
class RowStream {
 public:
  struct Options {
    /// libpq holds a row whole, so a row is cut off when about four times as much has been taken in
    /// without its end (where the system counts it: Linux).
    std::size_t row_limit_bytes;
    bool sql_standard_intervals;  ///< as in ReadTransaction
    bool user_query = false;      ///< errors are those of make_user_query_problem()
  };

  /// Starts `COPY (select) TO STDOUT` without waiting for it. `guard` watches the session; both and
  /// the deadline must outlive the stream. Throws connection_lost.
  RowStream(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
            const std::string& select, const Options& options);
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  /// Waits until next() need not wait, at most this long; tells whether it need not. Throws as
  /// next() does.
  bool ready(std::chrono::milliseconds within);

  /// The next line without its line end, valid until the next call; absent at the end, which is
  /// reached only when the server has confirmed that every row was sent. Throws the Problem of the
  /// server's error, query_timeout at the deadline or when cancelled, connection_lost, RowTooLarge.
  std::optional<std::string_view> next();

  /// Asks whether the settings that values are printed by are not those any more that the engine
  /// had set: a function that the query called has changed one. Throws as next(). REQUIRES: the end
  /// was reached.
  bool settings_changed();

 private:
  struct FreeBuffer {
    void operator()(char* buffer) const { PQfreemem(buffer); }
  };

  void send(const std::string& statement);
  bool advance();
  std::uint64_t wire_bytes(std::uint64_t row) const;
  void wait(const Deadline& moment);
  void check_time() const;
  ResultHandle next_result();
  void finish();
  [[noreturn]] void fail(const PGresult* result);

  Session& session_;
  const Deadline& deadline_;
  Options options_;
  Watchdog::Allowance allowance_;            // of a row
  std::unique_ptr<char, FreeBuffer> line_;   // arrived, not yet given out
  std::unique_ptr<char, FreeBuffer> given_;  // valid until the next one
  std::size_t line_size_ = 0;
  unsigned lines_ = 0;
  bool copying_ = false;
  bool finished_ = false;
};

}  // namespace rowhook
