#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace rowhook {

/// What the rows have for one field.
struct FieldFacts {
  std::uint64_t nulls = 0;             ///< rows whose value is NULL
  std::uint64_t unsafe_numbers = 0;    ///< whole numbers beyond ±(2^53 − 1)
  std::optional<std::size_t> longest;  ///< characters (code points) of the longest string
  unsigned types = 0;                  ///< bits of the JSON types seen; see json_type_names()

  FieldFacts& operator+=(const FieldFacts& other);
};

/// The JSON types, in the order of their bits in FieldFacts::types.
const std::vector<std::string_view>& json_type_names();

/// Collects facts about the values of rows, field by field. For one thread.
class ValueFacts {
 public:
  /// `fields`: how many the mapping has.
  explicit ValueFacts(std::size_t fields) : fields_(fields) {}

  /// The values that follow are of another row.
  void begin_row() { nulls_in_row_ = 0; }
  /// `json`: a value as it is written.
  void add(std::size_t field, std::string_view json);
  void add_null(std::size_t field);

  std::size_t nulls_in_row() const { return nulls_in_row_; }
  const FieldFacts& field(std::size_t field) const { return fields_[field]; }

  /// REQUIRES: both are of the same mapping.
  ValueFacts& operator+=(const ValueFacts& other);

 private:
  std::vector<FieldFacts> fields_;
  std::size_t nulls_in_row_ = 0;
};

}  // namespace rowhook
