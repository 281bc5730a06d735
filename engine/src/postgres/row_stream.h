#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/deadline.h"
#include "base/problem.h"
#include "postgres/session.h"
#include "postgres/watchdog.h"

namespace rowhook {

/// Settings that decide how values are printed: ReadTransaction sets them, and
/// RowStream::settings_changed() compares them. It also compares DateStyle, whose order of day and
/// month the transaction leaves unchanged, and IntervalStyle, which can be sql_standard.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPrintSettings{
    {{"TimeZone", "UTC"}, {"extra_float_digits", "3"}, {"bytea_output", "hex"}}};

/// The COPY text of a row may be this many times ROW_LIMIT_MB, because escapes and bytea in hex
/// take two characters for a byte.
constexpr std::size_t kCopyExpansion = 2;

/// A row exceeds the memory limit. The stream ended before it.
struct RowTooLarge : Problem {
  explicit RowTooLarge(std::size_t row_limit_bytes);
};

/// Streams the result of a SELECT as lines in the text format of COPY
/// (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"). Must be the only user of
/// its session. If a stream is not read to the end, the session is discarded.
class RowStream {
 public:
  struct Options {
    /// Memory limit for a row. libpq stores a row as a whole, so the stream is cut off if about
    /// four times this size arrives without the end of the row (on systems that count received
    /// bytes: Linux). Over TLS, the limit grows by 3 % of the bytes of the stream, because the size
    /// of its records is not known.
    std::size_t row_limit_bytes;
    bool sql_standard_intervals;  ///< see ReadTransaction
    bool user_query = false;      ///< errors are those of make_user_query_problem()
  };

  /// Sends `COPY (select) TO STDOUT` without waiting for the response. `guard` watches the session.
  /// Guard, session and deadline must outlive the stream. Throws connection_lost, and query_timeout
  /// if the deadline has passed or the request was cancelled.
  RowStream(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
            const std::string& select, const Options& options);
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  /// Waits until next() would not block, or until a time. Returns whether it would not block.
  /// Throws like next().
  bool ready(Deadline::Clock::time_point until);

  /// Returns the next line without its line end, valid until the next call. Returns nothing at the
  /// end, after the server has confirmed that all rows were sent. Throws the Problem of the error
  /// of the server, query_timeout at the deadline or on cancellation, connection_lost or
  /// RowTooLarge.
  std::optional<std::string_view> next();

  /// Returns whether a function called by the query has changed a setting that affects how values
  /// are printed. Throws like next(). REQUIRES: the stream is at its end.
  bool settings_changed();

 private:
  void send(const std::string& statement);
  bool advance();
  std::uint64_t wire_bytes(std::uint64_t row);
  void wait(const Deadline& moment);
  void check_time() const;
  ResultHandle next_result();
  void finish();
  [[noreturn]] void fail(const PGresult* result);

  Session& session_;
  const Deadline& deadline_;
  Options options_;
  Watchdog::Allowance allowance_;  // limit for one row
  BufferHandle next_line_;         // received, not yet returned
  BufferHandle current_line_;      // the line that next() returned
  std::size_t line_size_ = 0;
  std::uint64_t tls_remainder_ = 0;  ///< bytes for which wire_bytes() has not yet added a share
  unsigned lines_ = 0;
  bool copying_ = false;
  bool finished_ = false;
};

}  // namespace rowhook
