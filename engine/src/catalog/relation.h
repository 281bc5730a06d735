#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/row_source.h"

namespace rowhook {

/// The name of a relation as in the catalog: unquoted, case-sensitive, without U+0000.
struct RelationName {
  std::string schema;
  std::string name;

  bool operator==(const RelationName&) const = default;
};

enum class RelationKind { table, partitioned_table, view, materialized_view, foreign_table };

/// An entry of the list of relations.
struct Relation {
  RelationName name;
  RelationKind kind = RelationKind::table;
  std::optional<RelationName> partition_of;
  /// The table that this one inherits from, the first if there are several. Empty for a partition.
  std::optional<RelationName> inherits_from;
  /// pg_class.reltuples. Empty if Postgres never counted the rows (views, tables never analyzed).
  std::optional<std::int64_t> estimated_rows;
  std::optional<std::string> comment;
  /// Whether the role may read at least one column.
  bool readable = false;
};

/// A relation with its columns.
struct RelationDetail {
  Relation relation;
  RowSource source;
  /// pg_class.relpages; 0 if the relation has no storage or was never analyzed.
  std::int64_t pages = 0;
  /// Whether row-level security policies apply to the role.
  bool row_security = false;
};

}  // namespace rowhook
