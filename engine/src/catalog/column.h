#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace rowhook {

/// How the text of a value is converted to JSON. payload/type_rules.cpp lists the encoders and
/// casts of each family.
enum class TypeFamily {
  boolean,
  integer,  ///< int2, int4, int8: the digits become a JSON number
  decimal,  ///< numeric, float4, float8: a JSON number, or a string for NaN and infinities
  text,     ///< all types whose Postgres text becomes a JSON string
  date,
  timestamp,
  timestamptz,
  interval,
  json,  ///< json, jsonb
  bytea,
  /// Composites, types with a cast to json, arrays within arrays, int2vector and oidvector:
  /// to_json() converts them on the server.
  to_json,
};

inline constexpr std::size_t kTypeFamilies = static_cast<std::size_t>(TypeFamily::to_json) + 1;

/// pg_type.oid of jsonb.
constexpr std::uint32_t kJsonb = 3802;

/// The type of a column, with domains resolved to their base type. For an array, family and
/// delimiter describe the innermost element.
struct ColumnType {
  std::string name;  ///< as format_type() returns it, for display
  TypeFamily family = TypeFamily::text;
  bool is_array = false;
  char delimiter = ',';            ///< pg_type.typdelim of the element
  bool may_hold_interval = false;  ///< an interval, or a composite or range that may contain one
  /// The text depends on a setting such as extra_float_digits, and does not show the value of the
  /// setting.
  bool follows_settings = false;
  std::uint32_t oid = 0;  ///< pg_type.oid; for a domain, the oid of the domain
};

struct Column {
  std::string name;
  ColumnType type;
  bool nullable = true;
  /// Whether the role may read the column.
  bool readable = false;
  bool generated = false;
  std::optional<std::string> comment;
  int position = 0;  ///< from 1; pg_attribute.attnum for a relation
};

}  // namespace rowhook
