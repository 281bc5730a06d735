#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "catalog/relation.h"
#include "postgres/databases.h"

namespace rowhook {

using Reads = std::vector<std::unique_ptr<DedicatedRead>>;

/// Returns `count` transactions, including `first`, each on its own connection, that share one
/// snapshot of a table. The table cannot be truncated or rewritten while they exist. Only the first
/// one may run queries; all may stream. Throws overloaded if the server does not accept all
/// connections, lock_timeout, and every problem of connecting.
/// REQUIRES: divisible_pages() returned a number for the table.
Reads share_snapshot(Databases& databases, const ConnectionString& connection,
                     std::unique_ptr<DedicatedRead> first, const RelationName& table,
                     std::size_t count, const Deadline& deadline);

}  // namespace rowhook
