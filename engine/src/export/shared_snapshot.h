#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "catalog/relation.h"
#include "postgres/sources.h"

namespace rowhook {

/// Opens transactions that see one and the same snapshot, and that keep a table from being
/// truncated or rewritten while they last. The first one may query; all may stream. Throws
/// overloaded where the server has no room for all of them, lock_timeout, and every problem of
/// connecting. REQUIRES: a table, of which the role may read every column.
std::vector<std::unique_ptr<DedicatedRead>> share_snapshot(Sources& sources,
                                                           const ConnectionString& source,
                                                           const RelationName& table,
                                                           std::size_t count,
                                                           const Deadline& deadline);

}  // namespace rowhook
