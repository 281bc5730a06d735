#include "catalog/relations.h"

#include <array>
#include <string>

#include "catalog/relation_row.h"
#include "sql.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 5> kKindNames{"table", "partitioned_table", "view",
                                                     "materialized_view", "foreign_table"};

/// Columns of relations.sql, in order.
struct ListColumns : RelationColumns {
  enum : int { parent_schema = RelationColumns::count, parent_name, is_partition, count };
};

}  // namespace

std::string_view to_string(RelationKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

Lookup relations_lookup(bool system) { return {sql::relations, {system ? "true" : "false"}}; }

std::vector<Relation> list_relations(ReadTransaction& transaction, bool system) {
  using At = ListColumns;
  const auto [sql, parameters] = relations_lookup(system);
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
