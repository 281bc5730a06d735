#pragma once

#include <string>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Returns SQL for each condition on the columns of a source. Quotes names, passes values as
/// literals cast to the type of the column, and qualifies operators with their schema. Throws
/// source_invalid with all conditions that Postgres rejects, with pointers below `pointer`, and the
/// errors of querying. May roll the transaction back and begin it again.
std::vector<std::string> condition_sql(ReadTransaction& transaction, const RowSource& source,
                                       const std::vector<Condition>& conditions,
                                       const std::string& pointer);

/// Returns `"name" IS NULL`.
std::string is_null_sql(const std::string& column);

}  // namespace rowhook
