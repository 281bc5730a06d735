#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "jobs/export_lines.h"
#include "postgres/dedicated_read.h"

namespace rowhook {

/// Reads all or part of an export over one connection. Not thread-safe.
class ExportReader {
 public:
  /// Returns the next query to run, or nothing if none is left. Must be thread-safe if several
  /// readers share it.
  using NextQuery = std::function<std::optional<std::string>()>;

  /// `plan` must outlive the reader.
  ExportReader(std::unique_ptr<DedicatedRead> read, const Plan& plan, const RowSettings& settings,
               NextQuery next_query);

  /// Starts the first query and reads its first row, unless that takes longer than `timeout`.
  /// Throws row_invalid and every problem of querying.
  void begin(std::chrono::milliseconds timeout);

  /// Appends whole lines to `out` until they fill a piece or the next row is slow. Returns false if
  /// there are no more lines. Throws like begin().
  bool fill(std::string& out);

  /// Runs another query and returns its only row. Calls `wait` repeatedly until the row arrives.
  /// Throws every problem of querying. REQUIRES: fill() has returned false.
  std::string read_row(const std::string& query, const std::function<void()>& wait);

  /// Cancels the running statement. Only the destructor may be called afterwards.
  void request_cancel() { read_->request_cancel(); }

  /// Returns how many rows were read since the last call.
  std::uint64_t take_rows_read();

  const ExportCounts& counts() const { return lines_.counts(); }

 private:
  bool start_next();
  void append_row(std::string& out);

  std::unique_ptr<DedicatedRead> read_;
  ExportLines lines_;
  bool check_settings_;
  NextQuery next_query_;
  std::uint64_t taken_rows_ = 0;  // see take_rows_read()
  std::unique_ptr<RowStream> stream_;
  std::string first_line_;  // read by begin()
};

}  // namespace rowhook
