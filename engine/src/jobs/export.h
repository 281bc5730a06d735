#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_scan.h"
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
  std::optional<std::uint64_t> limit;  ///< rows to read, 1 to kMaxRows; absent: all
  /// Connections to read with, up to kMaxWorkers, where the source can be read in parts.
  std::size_t workers = 1;
  LineOptions lines;
  bool progress = false;    ///< write a line of progress a few times a second
  bool end_record = false;  ///< write a last line with the counts; a report has one anyway
};

/// A whole source as lines of payloads, begun: the mapping stands, and the first row is at hand
/// or takes long. Its order is whatever Postgres reads; all rows are of one snapshot.
class Export {
 public:
  ~Export();
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  /// Takes some whole lines, and waits while it cannot. Throws to end the export.
  using Write = std::function<void(std::string_view)>;

  /// Writes everything, in pieces of a bounded size, and returns when Postgres has confirmed that
  /// there is no more. Throws row_invalid and every problem of querying; what was written then is
  /// not the whole. To be called once.
  void run(const Write& write);

  /// What was written and left out. REQUIRES: run() has ended.
  ExportCounts counts() const;

  /// IssueCounts::to_json() of counts().
  Json issues(std::size_t most) const;

 private:
  friend class Exporter;
  /// What is read of the source: by each reader one query after the other, until none is left.
  struct Work {
    std::vector<std::string> queries;
    std::atomic<std::size_t> next{0};
  };

  Export() = default;
  void run_alone(const Write& write);
  void run_together(const Write& write);
  Json key_counts(const Write& write);
  Json report(const ExportCounts& counts, Json key) const;
  std::string end_record(const ExportCounts& counts, Json report) const;

  std::optional<DatabaseAdmission::Slot> slot_;
  bool end_record_ = false;
  std::vector<std::string> key_;
  std::string key_query_;  // empty: keys are not counted
  std::chrono::system_clock::time_point taken_at_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::optional<Progress> progress_;
  Compilation compiled_;
  Work work_;
  std::deque<ExportReader> readers_;
};

/// Begins exports. Safe from any thread.
class Exporter {
 public:
  struct Limits {
    std::size_t row_bytes;              ///< a larger row or payload is an issue of its row
    std::chrono::milliseconds timeout;  ///< of a whole export; zero: none
  };

  Exporter(Databases& databases, const Limits& limits);

  /// Connects and compiles the mapping until `deadline`, and waits for the first row until then.
  /// Its cancellation counts as long as the export lives. Throws mapping_invalid, row_invalid of
  /// the first row, and every problem of connecting and querying.
  std::unique_ptr<Export> begin(const ConnectionString& connection, const ExportRequest& request,
                                const Deadline& deadline);

 private:
  /// The transactions to read with, and in `pages` how many pages there are to share among them; it
  /// is absent for a single one that reads everything.
  Reads open(const ConnectionString& connection, const ExportRequest& request,
             const Deadline& deadline, std::optional<std::int64_t>& pages);

  Databases& databases_;
  Limits limits_;
};

}  // namespace rowhook
