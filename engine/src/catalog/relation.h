#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Names a relation as the catalog has it: unquoted, case kept.
struct RelationName {
  std::string schema;
  std::string name;

  bool operator==(const RelationName&) const = default;

  /// Postgres has no such names, and a parameter or a statement would end at it.
  bool holds_nul() const {
    return schema.find('\0') != std::string::npos || name.find('\0') != std::string::npos;
  }
};

enum class RelationKind { table, partitioned_table, view, materialized_view, foreign_table };

/// A line of the relations list.
struct Relation {
  RelationName name;
  RelationKind kind = RelationKind::table;
  std::optional<RelationName> partition_of;
  /// The table whose rows include those of this one, where it is no partition: the first one of
  /// several.
  std::optional<RelationName> inherits_from;
  /// pg_class.reltuples; absent where Postgres has never counted (views, never analysed tables).
  std::optional<std::int64_t> estimated_rows;
  std::optional<std::string> comment;
  /// The role may SELECT at least one column.
  bool readable = false;
};

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
  int position = 0;  ///< pg_attribute.attnum
};

struct RelationDetail {
  /// The column of that name; null where there is none.
  const Column* find_column(std::string_view name) const {
    for (const auto& column : columns) {
      if (column.name == name) return &column;
    }
    return nullptr;
  }

  Relation relation;
  std::vector<Column> columns;
  /// Column names in key order; empty where there is no primary key.
  std::vector<std::string> primary_key;
  /// pg_class.relpages; 0 where the relation has no storage of its own.
  std::int64_t pages = 0;
  /// Policies of row-level security decide which rows the role sees.
  bool row_security = false;
  /// A plain table whose rows include those of tables that inherit from it.
  bool inheritance_parent = false;
  /// As ReadTransaction::sql_standard_intervals().
  bool sql_standard_intervals = false;
};

}  // namespace rowhook
