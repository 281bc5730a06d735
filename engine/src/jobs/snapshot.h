#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "catalog/relation.h"
#include "postgres/databases.h"

namespace rowhook {

using Reads = std::vector<std::unique_ptr<DedicatedRead>>;

/// Makes of one transaction `count` of them, each on a connection of its own, that see a table in
/// one snapshot. While they last, the table is not truncated or rewritten. The first one may query
/// and is asked relation_lookup() already; all may stream. Throws overloaded where the server has
/// no room for all of them, lock_timeout, and every problem of connecting. REQUIRES:
/// divisible_pages().
Reads share_snapshot(Databases& databases, const ConnectionString& connection,
                     std::unique_ptr<DedicatedRead> first, const RelationName& table,
                     std::size_t count, const Deadline& deadline);

}  // namespace rowhook
