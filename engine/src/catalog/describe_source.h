#pragma once

#include "catalog/row_source.h"
#include "catalog/source.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Describes the source of a request without reading rows. Throws the problems of
/// describe_relation(), describe_query() and condition_sql().
RowSource describe_source(ReadTransaction& transaction, const Source& source);

/// Returns the options for a transaction that begins with lock_and_describe_source().
ReadOptions read_options_for(const Source& source);

/// Like describe_source(), for a transaction that will read the rows. Locks the relation as
/// lock_and_describe_relation() does.
RowSource lock_and_describe_source(ReadTransaction& transaction, const Source& source);

}  // namespace rowhook
