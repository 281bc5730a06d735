#pragma once

#include <cstdint>
#include <optional>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// How many pages a relation has, where it can be read in physical ranges of them: a plain heap
/// table without children, on Postgres 14 or later. Nothing for any other, or where there is none.
std::optional<std::int64_t> divisible_pages(ReadTransaction& transaction, const RelationName& name);

}  // namespace rowhook
