#pragma once

#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

// How a query of the user becomes a source. Its text is parsed alone, by the extended protocol,
// which accepts one statement and executes nothing. That gives the columns. It is read as
//
//   SELECT … FROM (
//   <the text>
//   ) AS q
//
// A text that is valid on its own cannot leave the parentheses: whatever it opens, it closes, and a
// comment at its end ends with the line.

/// Describes a query without executing it. Adds to `warnings`. Throws query_invalid,
/// query_not_allowed, source_invalid and every problem of querying. Locks what the query reads for
/// as long as the transaction lasts, which goes on as ReadTransaction::expect_user_query() says.
/// May roll the transaction back and begin it again.
RowSource describe_query(ReadTransaction& transaction, const Source& source,
                         std::vector<Warning>& warnings);

}  // namespace rowhook
