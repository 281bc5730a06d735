#pragma once

#include "base/deadline.h"
#include "base/problem.h"
#include "connection/connection_string.h"
#include "postgres/databases.h"

namespace rowhook {

struct ExportRequest;

/// Returns the failure of an export, with a detail that names the columns that Postgres cannot
/// evaluate. Reads the relation again to find them. Returns `failure` itself if it does not find
/// them before `deadline`. REQUIRES: may_be_column_error(failure), and the source is a relation.
Problem with_failing_columns(Databases& databases, const ConnectionString& connection,
                             const ExportRequest& request, const Problem& failure,
                             const Deadline& deadline);

}  // namespace rowhook
