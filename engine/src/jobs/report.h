#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "jobs/payload_sizes.h"
#include "payload/plan.h"
#include "payload/row_mapper.h"
#include "payload/value_statistics.h"

namespace rowhook {

/// Identifies a row in a report by its key or, without a key, by the beginning of its text.
struct RowExample {
  RowKey key;
  std::string excerpt = {};
};

RowExample row_example(RowKey key, std::string_view text);

/// `{"key": ["17"], "excerpt": null}`
Json example_json(const RowExample& row);

/// Collects the sizes, values and notable rows of an export. Its memory does not grow with the
/// number of rows. Not thread-safe.
class Report {
 public:
  /// Identifies the row that was mapped last. Called only for rows that the report names.
  using MakeRowExample = std::function<RowExample()>;

  explicit Report(std::size_t fields) : statistics_(fields) {}

  /// The statistics that RowMapper fills.
  ValueStatistics& statistics() { return statistics_; }

  void add_payload(std::size_t bytes, const MakeRowExample& make_example);
  /// Adds a row after its values were added to statistics(), whether or not it has a payload.
  void add_row(const MakeRowExample& make_example);
  /// REQUIRES: both belong to the same mapping.
  Report& operator+=(const Report& other);

  /// Returns the members `sizes`, `fields` and `notable` of the contracts' Report.
  Json json(const Plan& plan) const;

 private:
  struct ExtremeRow {
    std::uint64_t value = 0;
    RowExample row;
  };

  static void keep_larger(std::optional<ExtremeRow>& notable, std::uint64_t value,
                          const MakeRowExample& make_example);

  PayloadSizes sizes_;
  ValueStatistics statistics_;
  std::optional<ExtremeRow> largest_payload_;
  std::optional<ExtremeRow> most_nulls_;
};

}  // namespace rowhook
