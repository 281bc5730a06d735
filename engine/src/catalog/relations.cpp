#include "catalog/relations.h"

#include <algorithm>
#include <array>
#include <string>

#include "sql.h"

namespace rowhook {
namespace {

struct RelationKindName {
  char relkind;           ///< in pg_class
  std::string_view name;  ///< on the wire
};

// In the order of RelationKind.
constexpr std::array kRelationKinds{
    RelationKindName{'r', "table"}, RelationKindName{'p', "partitioned_table"},
    RelationKindName{'v', "view"}, RelationKindName{'m', "materialized_view"},
    RelationKindName{'f', "foreign_table"}};

/// Columns of relations.sql, in order.
struct ListColumns : RelationColumns {
  enum : int { parent_schema = RelationColumns::count, parent_name, is_partition, count };
};

}  // namespace

std::string_view to_string(RelationKind kind) {
  return kRelationKinds[static_cast<std::size_t>(kind)].name;
}

RelationKind kind_of_letter(char relkind) {
  const auto* found = std::ranges::find(kRelationKinds, relkind, &RelationKindName::relkind);
  return found == kRelationKinds.end() ? RelationKind::table
                                       : static_cast<RelationKind>(found - kRelationKinds.begin());
}

std::optional<std::int64_t> estimated_rows(RelationKind kind, std::int64_t reltuples,
                                           std::int64_t pages, int version) {
  if (kind == RelationKind::view || reltuples < 0) return std::nullopt;
  // Before Postgres 14, a table that was never counted has zero rows and zero pages.
  if (reltuples == 0 && pages == 0 && version < 140'000) return std::nullopt;
  return reltuples;
}

CatalogQuery relations_query(bool system) { return {sql::relations, {system ? "true" : "false"}}; }

std::vector<Relation> list_relations(ReadTransaction& transaction, bool system) {
  using At = ListColumns;
  const auto [sql, parameters] = relations_query(system);
  const auto rows = require_shape(transaction.query(sql, parameters), At::count);
  const auto version = transaction.session().server_version();
  std::vector<Relation> relations;
  relations.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto& row : rows) {
    relations.push_back(relation_from(row, version));
    if (!row[At::parent_name].is_null()) {
      set_parent(
          relations.back(), row[At::is_partition].as<bool>(),
          {row[At::parent_schema].as<std::string>(), row[At::parent_name].as<std::string>()});
    }
  }
  return relations;
}

}  // namespace rowhook
