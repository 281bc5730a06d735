#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "json_reader.h"
#include "payload/issue.h"
#include "payload/row_mapper.h"

namespace rowhook {

/// Why rows were left out of an export: how many for each field and code, and the keys of the
/// first. Takes no more memory for more rows.
class IssueCounts {
 public:
  /// How many keys are kept of each.
  static constexpr std::size_t kMostKeys = 5;

  /// Counts the issues of one row.
  void add(const std::vector<Issue>& issues, const RowKey& key);
  IssueCounts& operator+=(const IssueCounts& other);

  /// `[{"field": 3, "to": "user.age", "code": "not_a_number", "rows": 662, "keys": [["17"], …]}]`,
  /// in the order of the fields, at most `most` of them; issues of whole rows have null for a
  /// field.
  Json to_json(const std::vector<std::string>& paths, std::size_t most) const;

 private:
  struct Count {
    std::uint64_t rows = 0;
    std::vector<std::vector<std::string>> keys;
  };

  std::map<std::pair<std::optional<std::size_t>, IssueCode>, Count> counts_;
};

}  // namespace rowhook
