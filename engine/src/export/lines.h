#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "export/issue_counts.h"
#include "payload/row_mapper.h"

namespace rowhook {

/// What to do with a row that has issues.
enum class OnError { stop, skip };

struct ExportCounts {
  std::uint64_t rows = 0;     ///< payloads written
  std::uint64_t skipped = 0;  ///< rows left out because of their issues
  std::uint64_t bytes = 0;    ///< of the payloads with their line ends
  IssueCounts issues;         ///< of the rows that were left out

  ExportCounts& operator+=(const ExportCounts& other);
};

/// Makes lines of payloads from lines of COPY's text. For one thread; refers to the plan.
class ExportLines {
 public:
  /// `items`: how many fields a line of COPY's text has. `key`: which of them are the row's key.
  ExportLines(const Plan& plan, std::size_t items, std::vector<std::size_t> key,
              const PayloadWriter::Options& options, OnError on_error);

  /// Appends the row's payload and a line end to `out`, or nothing for a row that is skipped.
  /// Throws row_invalid for one that stops the export.
  void append(std::string_view copy_line, std::string& out);

  /// Whether the lines are wrong if a setting such as extra_float_digits was changed meanwhile.
  bool follow_settings() const { return plan_.follows_settings(); }

  const ExportCounts& counts() const { return counts_; }

 private:
  void refuse_row();

  const Plan& plan_;
  RowMapper mapper_;
  std::vector<std::size_t> key_;
  OnError on_error_;
  ExportCounts counts_;
  std::vector<Issue> issues_;
};

}  // namespace rowhook
