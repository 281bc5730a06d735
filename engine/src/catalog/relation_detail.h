#pragma once

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// One relation with its columns, in their order. Throws relation_not_found.
RelationDetail describe_relation(ReadTransaction& transaction, const RelationName& name);

}  // namespace rowhook
