#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace rowhook {

/// How a value's wire text becomes JSON; one encoder of payload/ each.
enum class TypeFamily {
  boolean,
  integer,  ///< int2, int4, int8: the digits are the JSON token
  decimal,  ///< numeric, float4, float8: the digits, or a string for NaN and infinities
  text,     ///< everything whose JSON is its Postgres text as a string
  date,
  timestamp,
  timestamptz,
  interval,
  json,  ///< json, jsonb
  bytea,
  to_json,  ///< composites, hstore and types with a cast to json: the server renders them
};

/// A column's type after domains are resolved to their base. For an array, family and delimiter
/// describe the innermost element.
struct ColumnType {
  std::string name;  ///< as format_type() prints it, for people
  TypeFamily family = TypeFamily::text;
  bool is_array = false;
  char delimiter = ',';     ///< pg_type.typdelim of the element
  bool user_range = false;  ///< a range type that is not built in: its bounds may be intervals
  /// The text depends on a setting such as extra_float_digits, and its format does not show which.
  bool follows_settings = false;
  std::uint32_t oid = 0;  ///< pg_type.oid; of a domain, its own

  bool operator==(const ColumnType&) const = default;
};

struct Column {
  std::string name;
  ColumnType type;
  bool nullable = true;
  /// The role may SELECT this column.
  bool readable = false;
  bool generated = false;
  std::optional<std::string> comment;
  int position = 0;  ///< from 1; of a relation, pg_attribute.attnum
};

}  // namespace rowhook
