#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "jobs/export_lines.h"
#include "jobs/progress.h"
#include "postgres/dedicated_read.h"

namespace rowhook {

/// Reads an export, or its share of one, over one connection. For one thread at a time.
class ExportReader {
 public:
  /// The next query to read the rows of; nothing when there is none left. Must be safe from the
  /// threads of all readers that share it.
  using NextQuery = std::function<std::optional<std::string>()>;

  /// `check_settings`: the rows may change a setting that the lines depend on, such as
  /// extra_float_digits. `progress` may be null.
  ExportReader(std::unique_ptr<DedicatedRead> read, ExportLines lines, bool check_settings,
               NextQuery next_query, Progress* progress);

  /// Starts the first query and takes its first row, unless that takes longer than `within`. Throws
  /// row_invalid and every problem of querying.
  void begin(std::chrono::milliseconds within);

  /// Appends whole lines to `out` until these are enough for a piece or the next one takes long.
  /// False: there are no more. Throws as begin().
  bool fill(std::string& out);

  /// Reads the only row of another query, and calls `wait` while there is none. Throws every
  /// problem of querying. REQUIRES: fill() has returned false.
  std::string read_row(const std::string& query, const std::function<void()>& wait);

  /// Ends what the server still does for it. Only the end of the object may follow.
  void request_cancel() { read_->request_cancel(); }

  const ExportCounts& counts() const { return lines_.counts(); }

 private:
  bool read_piece(std::string& out);
  bool start_next();
  void take_row(std::string& out);

  std::unique_ptr<DedicatedRead> read_;
  ExportLines lines_;
  bool check_settings_;
  NextQuery next_query_;
  Progress* progress_;
  std::uint64_t reported_rows_ = 0;  // to the progress
  std::unique_ptr<RowStream> stream_;
  std::string first_;  // what begin() has read
};

}  // namespace rowhook
