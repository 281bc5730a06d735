#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// What describe_relation() asks, as ReadOptions::lookup; absent for what is no name.
std::optional<Lookup> relation_lookup(const RelationName& name);

/// One relation with its columns, in their order. Throws relation_not_found.
RelationDetail describe_relation(ReadTransaction& transaction, const RelationName& name);

/// The statement by which lock_and_describe_relation() locks, as ReadOptions::statement_with_begin;
/// empty for what is no name.
std::string lock_statement(const RelationName& name);

/// As describe_relation(), for a relation whose rows the transaction goes on to read. Its locks are
/// taken first, so that neither its columns nor its rows change in between, and before the
/// statement that reads it takes its snapshot: otherwise a TRUNCATE that was waited for would leave
/// nothing that this older snapshot sees. Throws permission_denied besides, and what keeps the
/// relation from being read.
RelationDetail lock_and_describe_relation(ReadTransaction& transaction, const RelationName& name);

/// What divisible_pages() asks, as ReadOptions::lookup; absent for what is no name.
std::optional<Lookup> pages_lookup(const RelationName& name);

/// How many pages a relation has, where it can be read in physical ranges of them: a plain heap
/// table without children, on Postgres 14 or later. Nothing for any other, or where there is none.
std::optional<std::int64_t> divisible_pages(ReadTransaction& transaction, const RelationName& name);

}  // namespace rowhook
