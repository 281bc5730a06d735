#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Returns the name on the wire.
std::string_view to_string(RelationKind kind);

/// Returns all tables, partitioned tables, foreign tables, views and materialized views, readable
/// or not, ordered by schema and name. `system`: include the system schemas.
std::vector<Relation> list_relations(ReadTransaction& transaction, bool system);

/// Returns a relation with its columns, in order. Throws relation_not_found.
RelationDetail describe_relation(ReadTransaction& transaction, const RelationName& name);

/// Returns the statement with which lock_and_describe_relation() locks, for
/// ReadOptions::first_statement.
std::string lock_statement(const RelationName& name);

/// Like describe_relation(), for a transaction that will read the rows. Locks the relation first,
/// so that no ALTER TABLE or TRUNCATE comes in between. The lock must also precede the snapshot of
/// the statement that reads the rows: if that statement waited for a TRUNCATE, its older snapshot
/// would see no rows at all. Also throws permission_denied, and any other error that prevents
/// reading the relation.
RelationDetail lock_and_describe_relation(ReadTransaction& transaction, const RelationName& name);

/// Returns the number of pages of a relation that can be read in ranges of pages: a heap table
/// without children, on Postgres 14 or later. Returns nothing for any other relation, or if there
/// is none.
std::optional<std::int64_t> divisible_pages(ReadTransaction& transaction, const RelationName& name);

}  // namespace rowhook
