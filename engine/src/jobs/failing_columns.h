#pragma once

#include "base/deadline.h"
#include "base/problem.h"
#include "connection/connection_string.h"
#include "postgres/databases.h"

namespace rowhook {

struct ExportRequest;

/// Returns the failure of an export with the names of the columns that Postgres cannot evaluate in
/// its detail. Reads the relation again to find them. Returns `failure` itself if they are not
/// found until `deadline`. REQUIRES: may_be_column_error(failure), and the source is a relation.
Problem with_failing_columns(Databases& databases, const ConnectionString& connection,
                             const ExportRequest& request, const Problem& failure,
                             const Deadline& deadline);

}  // namespace rowhook
