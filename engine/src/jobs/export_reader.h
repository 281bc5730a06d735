#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/issue_counts.h"
#include "jobs/report.h"
#include "payload/row_mapper.h"
#include "postgres/dedicated_read.h"

namespace rowhook {

/// How a row with issues is handled.
enum class OnError { stop, skip };

struct LineOptions {
  OnError on_error = OnError::stop;
  bool payloads = true;  ///< write the payloads; if false, only count them
  bool keys = false;     ///< write `{"key":["17"],"payload":{…}}` instead of the payload alone
  bool report = false;   ///< collect a report
};

struct ExportCounts {
  std::uint64_t rows = 0;     ///< number of payloads
  std::uint64_t skipped = 0;  ///< number of rows skipped because of issues
  std::uint64_t bytes = 0;    ///< size of the payloads with their line ends
  IssueCounts issues;         ///< issues of the skipped rows
  std::optional<Report> report;

  std::uint64_t rows_read() const { return rows + skipped; }
  /// REQUIRES: both belong to the same export.
  ExportCounts& operator+=(const ExportCounts& other);
};

/// How the rows of an export are read and written.
struct ReaderOptions {
  std::size_t items;             ///< the number of fields in a COPY line
  std::vector<std::size_t> key;  ///< the indexes of the row's key among them
  RowMapper::Options mapper;
  LineOptions lines;
  /// Reading the rows may change a setting that affects values, such as extra_float_digits.
  bool check_settings;
};

/// The queries of an export. Each reader runs the next one until none is left.
struct ExportQueries {
  std::vector<std::string> all;
  std::atomic<std::size_t> next{0};
};

/// Reads all or part of an export over one connection, and converts its rows to lines of payloads.
/// Not thread-safe.
class ExportReader {
 public:
  /// `plan` and `queries` must outlive the reader.
  ExportReader(std::unique_ptr<DedicatedRead> read, const Plan& plan, const ReaderOptions& options,
               ExportQueries& queries);

  /// Starts the first query and reads its first row, unless that takes longer than `timeout`.
  /// Throws row_invalid and every problem of querying.
  void begin(std::chrono::milliseconds timeout);

  /// Appends whole lines to `out` until they fill a chunk or the next row is slow. Returns false if
  /// there are no more lines. Throws like begin().
  bool fill(std::string& out);

  /// Runs another query and returns its only row. Calls `wait` repeatedly until the row arrives.
  /// Throws every problem of querying. REQUIRES: fill() has returned false.
  std::string read_row(const std::string& query, const std::function<void()>& wait);

  /// Cancels the running statement. Only the destructor may be called afterwards.
  void request_cancel() { read_->request_cancel(); }

  /// Returns how many rows were read since the last call.
  std::uint64_t take_rows_read();

  const ExportCounts& counts() const { return counts_; }

 private:
  bool start_next();
  void read_next(std::string& out);
  void append_line(std::string_view copy_line, std::string& out);
  void reject_row(const Report::MakeRowExample& make_example);
  RowKey key() const { return row_key(mapper_.fields(), key_); }

  std::unique_ptr<DedicatedRead> read_;
  const Plan& plan_;
  ExportQueries& queries_;
  std::vector<std::size_t> key_;
  LineOptions options_;
  bool check_settings_;
  ExportCounts counts_;
  RowMapper mapper_;
  std::vector<Issue> issues_;     // of the current row
  std::uint64_t taken_rows_ = 0;  // see take_rows_read()
  std::unique_ptr<RowStream> stream_;
  std::string first_line_;  // read by begin()
};

}  // namespace rowhook
