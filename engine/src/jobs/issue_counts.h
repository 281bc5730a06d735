#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "jobs/report.h"
#include "payload/issue.h"

namespace rowhook {

/// Counts the issues of rows by field and code, and keeps the first rows as examples. Its memory
/// does not grow with the number of rows.
class IssueCounts {
 public:
  /// Examples kept for each field and code.
  static constexpr std::size_t kMaxExamples = 5;

  /// Adds the issues of one row.
  void add(const std::vector<Issue>& issues, const Report::MakeRowExample& make_example);
  IssueCounts& operator+=(const IssueCounts& other);

  /// Returns the first `max_issues` counts in the order of the fields, for example
  /// `[{"field": 3, "to": "user.age", "code": "not_a_number", "rows": 662, "keys": [["17"], …]}]`.
  /// Issues of whole rows come first, with the field null.
  Json json(const std::vector<std::string>& paths, std::size_t max_issues) const;

  /// Returns all counts as the contracts' ReportIssue, with messages and examples instead of keys.
  Json to_report(const std::vector<std::string>& paths) const;

 private:
  struct Example {
    RowExample row;
    std::optional<std::string> value;
  };
  struct Count {
    std::uint64_t rows = 0;
    std::vector<Example> examples;
  };
  using IssueKey = std::pair<std::optional<std::size_t>, IssueCode>;

  std::map<IssueKey, Count> counts_;
};

}  // namespace rowhook
