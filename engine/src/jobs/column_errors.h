#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/select_item.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// A select item that Postgres cannot evaluate or send for at least one row.
struct ColumnError {
  std::size_t item;  ///< index into the list that was searched
  Problem problem;   ///< the error from reading this item
};

/// Returns whether single columns may have caused the failure of a query: an error about a value or
/// about the expression that computes it, including a missing permission on a function or a foreign
/// column. Timeouts, locks, server limits and broken connections affect the whole query.
bool may_be_column_error(const Problem& failure);

/// Returns the SELECT for a list of items. Must select the same rows for every list.
using SelectOf = std::function<std::string(const std::vector<SelectItem>&)>;

/// Finds the items that made a query fail by bisecting the list. Rethrows `failure` if they cannot
/// be found: the query fails even without columns, some items fail only together, or the search
/// takes too many queries or too long. The transaction must not have failed, and is still usable
/// afterwards.
std::vector<ColumnError> find_column_errors(ReadTransaction& transaction, const SelectOf& select_of,
                                            const std::vector<SelectItem>& items,
                                            const Problem& failure);

}  // namespace rowhook
