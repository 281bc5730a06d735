#pragma once

#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// The name on the wire.
std::string_view to_string(RelationKind kind);

/// Every table, partitioned or foreign table, view and materialized view, readable or not, by
/// schema and name. `system`: with those of Postgres's own schemas.
std::vector<Relation> list_relations(ReadTransaction& transaction, bool system);

}  // namespace rowhook
