#pragma once

#include <string>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// SQL for each of the conditions on a source's columns. Names are quoted, values are literals that
/// are cast to the column's type, and operators are qualified with a schema. Throws source_invalid
/// with every condition that Postgres does not accept, with pointers below `pointer`, and every
/// problem of querying. May roll the transaction back and begin it again.
std::vector<std::string> condition_sql(ReadTransaction& transaction, const RowSource& source,
                                       const std::vector<Condition>& conditions,
                                       const std::string& pointer);

/// `"name" IS NULL`
std::string is_null_sql(const std::string& column);

}  // namespace rowhook
