#pragma once

#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Describes a source that a request names, without reading rows. Adds to `warnings`. Throws the
/// problems of describe_relation(), describe_query() and condition_sql().
RowSource describe_source(ReadTransaction& transaction, const Source& source,
                          std::vector<Warning>& warnings);

/// The options of a transaction that begins with lock_and_describe_source().
ReadOptions options_for(const Source& source);

/// As describe_source(), for a source whose rows the transaction goes on to read. Locks as
/// lock_and_describe_relation() does.
RowSource lock_and_describe_source(ReadTransaction& transaction, const Source& source,
                                   std::vector<Warning>& warnings);

}  // namespace rowhook
