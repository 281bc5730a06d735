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

/// Why rows have no payload: how many for each field and code, and the first of them. Takes no more
/// memory for more rows.
class IssueCounts {
 public:
  /// Rows kept as examples of each.
  static constexpr std::size_t kMaxExamples = 5;

  /// Counts the issues of one row.
  void add(const std::vector<Issue>& issues, const Report::NameRow& name);
  IssueCounts& operator+=(const IssueCounts& other);

  /// `[{"field": 3, "to": "user.age", "code": "not_a_number", "rows": 662, "keys": [["17"], …]}]`,
  /// in the order of the fields, at most `most` of them; issues of whole rows come first and have
  /// null for a field.
  Json to_json(const std::vector<std::string>& paths, std::size_t most) const;

  /// The same as the contracts' ReportIssue: with messages, and examples in place of keys.
  Json to_report(const std::vector<std::string>& paths) const;

 private:
  struct Example {
    NamedRow row;
    std::optional<std::string> value;
  };
  struct Count {
    std::uint64_t rows = 0;
    std::vector<Example> examples;
  };
  using What = std::pair<std::optional<std::size_t>, IssueCode>;

  std::map<What, Count> counts_;
};

}  // namespace rowhook
