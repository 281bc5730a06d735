#pragma once

#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// The name on the wire.
std::string_view to_string(RelationKind kind);

/// What list_relations() asks, as ReadOptions::lookup.
Lookup relations_lookup(bool system);

/// Every table, partitioned or foreign table, view and materialized view, readable or not, by
/// schema and name. `system`: with those of Postgres's own schemas.
std::vector<Relation> list_relations(ReadTransaction& transaction, bool system);

}  // namespace rowhook
