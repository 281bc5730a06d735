#pragma once

#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Returns the name on the wire.
std::string_view to_string(RelationKind kind);

/// Returns the query of list_relations() for ReadOptions::lookup.
Lookup relations_lookup(bool system);

/// Returns all tables, partitioned tables, foreign tables, views and materialized views, readable
/// or not, ordered by schema and name. `system`: include the system schemas.
std::vector<Relation> list_relations(ReadTransaction& transaction, bool system);

}  // namespace rowhook
