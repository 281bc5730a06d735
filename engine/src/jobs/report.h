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
#include "payload/value_facts.h"

namespace rowhook {

/// A row that a report names: by its key or, without one, by the beginning of its text.
struct NamedRow {
  RowKey key;
  std::string excerpt = {};
};

NamedRow named_row(RowKey key, std::string_view text);

/// `{"key": ["17"], "excerpt": null}`
Json to_json(const NamedRow& row);

/// The sizes, values and notable rows of what one thread has mapped. Takes no more memory for more
/// rows.
class Report {
 public:
  /// Names the row that was mapped last. Called for few rows.
  using NameRow = std::function<NamedRow()>;

  explicit Report(std::size_t fields) : facts_(fields) {}

  /// For the writer, which adds the values.
  ValueFacts& facts() { return facts_; }

  void add_payload(std::size_t bytes, const NameRow& name);
  /// Adds a row, with or without a payload, whose values are in facts().
  void add_row(const NameRow& name);
  /// REQUIRES: both are of the same mapping.
  Report& operator+=(const Report& other);

  /// The contracts' members `sizes`, `fields` and `notable`.
  Json to_json(const Plan& plan) const;

 private:
  struct Notable {
    std::uint64_t value = 0;
    NamedRow row;
  };

  static void keep_larger(std::optional<Notable>& notable, std::uint64_t value,
                          const NameRow& name);

  PayloadSizes sizes_;
  ValueFacts facts_;
  std::optional<Notable> largest_payload_;
  std::optional<Notable> most_nulls_;
};

}  // namespace rowhook
