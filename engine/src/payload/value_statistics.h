#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace rowhook {

/// Statistics about the values of one field.
struct FieldStatistics {
  std::uint64_t nulls = 0;             ///< number of rows whose value is NULL
  std::uint64_t unsafe_numbers = 0;    ///< number of integers beyond ±(2^53 − 1)
  std::optional<std::size_t> longest;  ///< length of the longest string, in code points
  unsigned types = 0;                  ///< bit set of JsonType

  FieldStatistics& operator+=(const FieldStatistics& other);
};

enum class JsonType : unsigned { null, boolean, number, string, array, object };

inline constexpr EnumNames<JsonType, 6> kJsonTypeNames{
    {"null", "boolean", "number", "string", "array", "object"}};

/// Collects statistics about the values of each field. Not thread-safe.
class ValueStatistics {
 public:
  /// `fields`: the number of fields in the mapping.
  explicit ValueStatistics(std::size_t fields) : fields_(fields) {}

  /// Must be called before the values of each row are added.
  void begin_row() { nulls_in_row_ = 0; }
  /// `json`: the value as written to the payload.
  void add(std::size_t field, std::string_view json);
  void add_null(std::size_t field);

  std::size_t nulls_in_row() const { return nulls_in_row_; }
  const FieldStatistics& field(std::size_t field) const { return fields_[field]; }

  /// REQUIRES: both belong to the same mapping.
  ValueStatistics& operator+=(const ValueStatistics& other);

 private:
  std::vector<FieldStatistics> fields_;
  std::size_t nulls_in_row_ = 0;
};

}  // namespace rowhook
