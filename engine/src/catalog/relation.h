#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/row_source.h"

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

/// A relation with its columns.
struct RelationDetail {
  Relation relation;
  RowSource source;
  /// pg_class.relpages; 0 where the relation has no storage of its own.
  std::int64_t pages = 0;
  /// Policies of row-level security decide which rows the role sees.
  bool row_security = false;
};

}  // namespace rowhook
