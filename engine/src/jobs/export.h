#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/admission.h"
#include "base/deadline.h"
#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/problem.h"
#include "catalog/source.h"
#include "connection/connection_string.h"
#include "jobs/export_reader.h"
#include "jobs/progress.h"
#include "jobs/snapshot.h"
#include "mapping/compile.h"
#include "mapping/document.h"
#include "postgres/databases.h"

namespace rowhook {

struct ExportRequest {
  static constexpr std::size_t kMaxWorkers = 8;
  static constexpr std::int64_t kMaxRows = kMaxSafeInteger;

  Source source;
  Mapping mapping;
  std::optional<std::uint64_t> limit;  ///< rows to read, 1 to kMaxRows; default: all
  /// Connections to read with, 1 to kMaxWorkers. Only one is used if the source cannot be divided.
  std::size_t workers = 1;
  LineOptions lines;
  bool progress = false;    ///< write a progress line a few times per second
  bool end_record = false;  ///< write a last line with the counts; implied by `lines.report`

  /// Returns whether the output may contain records, which are lines other than payloads. If so, a
  /// failed export ends with a record of the problem.
  bool has_records() const { return progress || end_record || lines.report; }
};

struct ExportLimits {
  std::size_t row_bytes;              ///< a larger row or payload is an issue
  std::chrono::milliseconds timeout;  ///< for a whole export; zero for none
};

/// A running export of a source as lines of payloads. Rows come in no particular order, all from
/// one snapshot.
class Export {
 public:
  /// Connects, compiles the mapping and waits for the first row, all until `deadline`. Cancelling
  /// the deadline also cancels the running export. `databases` and the deadline's cancellation must
  /// outlive the export. Throws mapping_invalid, row_invalid for the first row, and every problem
  /// of connecting and querying.
  Export(Databases& databases, const ExportLimits& limits, const ConnectionString& connection,
         const ExportRequest& request, const Deadline& deadline);
  ~Export();
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  /// Writes one or more whole lines, and blocks while the client is slow. Throws to end the export.
  /// Is called on several threads, one at a time.
  using Write = std::function<void(std::string_view)>;

  /// Writes everything in chunks of a bounded size. Returns when Postgres has confirmed the end of
  /// the rows. Throws row_invalid and the problems of querying; the output is incomplete then. With
  /// ExportRequest::has_records(), a problem that a column caused names the column. Must be called
  /// only once.
  void run(const Write& write);

  /// Returns what was written and skipped. REQUIRES: run() has returned.
  ExportCounts counts() const;

  /// The paths of the fields, for the issues.
  const std::vector<std::string>& paths() const { return compiled_.plan.paths; }

 private:
  void begin(const ExportLimits& limits);
  Reads open(std::chrono::milliseconds timeout, std::optional<std::int64_t>& pages);
  void close();
  Problem with_failing_columns(const Problem& failure, const Deadline& deadline) const;
  void write_rows(const Write& write);
  Json key_counts(const Write& write);
  Json report(const ExportCounts& counts, Json key) const;
  std::string end_record(const ExportCounts& counts, Json report) const;

  Databases& databases_;
  const ConnectionString connection_;
  const ExportRequest request_;
  const Deadline deadline_;  // of the request
  const Admission::Slot slot_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::system_clock::time_point taken_at_;
  std::vector<std::string> key_;
  std::string key_query_;  // empty if keys are not counted
  std::optional<Progress> progress_;
  Compilation compiled_;
  ExportQueries queries_;
  std::deque<ExportReader> readers_;
};

}  // namespace rowhook
