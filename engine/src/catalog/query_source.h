#pragma once

#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

// Describes a query written by the user as a source of rows. The query is first parsed alone with
// the extended query protocol, which accepts a single statement and does not execute it. That
// returns the columns. Rows are then read with
//
//   SELECT … FROM (
//   <the query>
//   ) AS q
//
// A query that is valid on its own cannot escape the parentheses: it closes everything that it
// opens, and a comment at its end stops at the end of the line.

/// Describes a query without executing it. Throws query_invalid,
/// query_not_allowed, source_invalid and the errors of querying. Locks what the query reads until
/// the transaction ends. The transaction continues as ReadTransaction::expect_user_query()
/// describes. May roll the transaction back and begin it again.
RowSource describe_query(ReadTransaction& transaction, const Source& source);

}  // namespace rowhook
