#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/admission.h"
#include "base/json_reader.h"
#include "base/problem.h"
#include "jobs/export_reader.h"
#include "jobs/progress.h"
#include "mapping/compile.h"
#include "postgres/dedicated_read.h"

namespace rowhook {

/// A running export of a source as lines of payloads. The mapping is compiled and the query has
/// started. Rows come in no particular order, all from one snapshot.
class Export {
 public:
  ~Export();
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  /// Writes one or more whole lines, and blocks while the client is slow. Throws to end the export.
  /// Is called on several threads, one at a time.
  using Write = std::function<void(std::string_view)>;

  /// Writes everything in pieces of a bounded size. Returns when Postgres has confirmed the end of
  /// the rows. Throws row_invalid and the problems of querying; the output is incomplete then. With
  /// ExportRequest::progress, a problem that a column caused names the column. Must be called only
  /// once.
  void run(const Write& write);

  /// Returns what was written and skipped. REQUIRES: run() has returned.
  ExportCounts counts() const;

  /// Returns IssueCounts::to_json() of counts().
  Json issues(std::size_t max_issues) const;

 private:
  friend class Exporter;  // creates exports and sets their members

  Export() = default;
  std::optional<std::string> next_query();
  void read(const Write& write);
  void write_rows(const Write& write);
  Json key_counts(const Write& write);
  Json report(const ExportCounts& counts, Json key) const;
  std::string end_record(const ExportCounts& counts, Json report) const;

  std::optional<Admission::Slot> slot_;
  bool end_record_ = false;
  std::vector<std::string> key_;
  std::string key_query_;  // empty if keys are not counted
  std::chrono::system_clock::time_point taken_at_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::optional<Progress> progress_;
  Compilation compiled_;
  std::vector<std::string> queries_;  // each reader takes one after another until none is left
  std::atomic<std::size_t> next_query_{0};
  std::deque<ExportReader> readers_;
  std::function<Problem(const Problem&)> name_columns_;  // empty: failures are reported as they are
};

}  // namespace rowhook
