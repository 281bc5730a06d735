#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/issue_counts.h"
#include "jobs/report.h"
#include "payload/row_mapper.h"

namespace rowhook {

/// What to do with a row that has issues.
enum class OnError { stop, skip };

/// What to do with rows.
struct LineOptions {
  OnError on_error = OnError::stop;
  bool payloads = true;  ///< write them; otherwise only count
  bool keys = false;     ///< write `{"key":["17"],"payload":{…}}` instead of the payload alone
  bool report = false;   ///< collect what a report says
};

struct ExportCounts {
  std::uint64_t rows = 0;     ///< payloads
  std::uint64_t skipped = 0;  ///< rows left out because of their issues
  std::uint64_t bytes = 0;    ///< of the payloads with their line ends
  IssueCounts issues;         ///< of the rows that were left out
  std::optional<Report> report;

  std::uint64_t rows_read() const { return rows + skipped; }
  ExportCounts& operator+=(const ExportCounts& other);
};

/// Makes lines of payloads from lines of COPY's text. For one thread; refers to the plan.
class ExportLines {
 public:
  /// `items`: how many fields a line of COPY's text has. `key`: which of them are the row's key.
  ExportLines(const Plan& plan, std::size_t items, std::vector<std::size_t> key,
              PayloadWriter::Options options, const LineOptions& lines);
  ExportLines(ExportLines&&) = default;

  /// Appends the row's line to `out`, or nothing for a row that is skipped. Throws row_invalid for
  /// one that stops the export.
  void append(std::string_view copy_line, std::string& out);

  const ExportCounts& counts() const { return *counts_; }

 private:
  void append_line(std::string_view copy_line, std::string& out);
  void refuse_row(std::string_view copy_line);
  RowKey key() const;

  const Plan& plan_;
  std::unique_ptr<ExportCounts> counts_;  // stays where it is: the writer refers to its report
  RowMapper mapper_;
  std::vector<std::size_t> key_;
  LineOptions options_;
  std::vector<Issue> issues_;
};

}  // namespace rowhook
