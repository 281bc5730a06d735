#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/issue_counts.h"
#include "jobs/report.h"
#include "payload/row_mapper.h"

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
  ExportCounts& operator+=(const ExportCounts& other);
};

/// How the rows of an export are read and written.
struct RowSettings {
  std::size_t items;             ///< the number of fields in a COPY line
  std::vector<std::size_t> key;  ///< the indexes of the row's key among them
  RowMapper::Options mapper;
  LineOptions lines;
  /// Reading the rows may change a setting that affects values, such as extra_float_digits.
  bool check_settings;
};

/// Converts COPY lines to lines of payloads. Refers to the plan. Not thread-safe.
class ExportLines {
 public:
  ExportLines(const Plan& plan, const RowSettings& settings);
  ExportLines(const ExportLines&) = delete;
  ExportLines& operator=(const ExportLines&) = delete;

  /// Appends the row's line to `out`, or nothing if the row is skipped. Throws row_invalid if the
  /// row stops the export.
  void append(std::string_view copy_line, std::string& out);

  const ExportCounts& counts() const { return counts_; }

 private:
  void append_line(std::string_view copy_line, std::string& out);
  void reject_row(const Report::MakeRowExample& make_example);
  RowKey key() const;

  const Plan& plan_;
  ExportCounts counts_;
  RowMapper mapper_;
  std::vector<std::size_t> key_;
  LineOptions options_;
  std::vector<Issue> issues_;
};

}  // namespace rowhook
