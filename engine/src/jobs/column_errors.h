#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/select_item.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// A select item that Postgres cannot evaluate, or cannot send, in at least one of the rows.
struct ColumnError {
  std::size_t item;  ///< index into the list that was searched
  Problem problem;   ///< of reading it
};

/// Whether the failure of a query may be that of single columns: an error that Postgres reports
/// about a value or about what computes it, also a missing permission of a function or of a foreign
/// column. Timeouts, locks, limits of the server and connections that broke concern the query as a
/// whole.
bool may_be_of_columns(const Problem& failure);

/// The SELECT of a list of items. All lists must select the same rows.
using SelectOf = std::function<std::string(const std::vector<SelectItem>&)>;

/// Finds the items that made a query fail, by reading smaller and smaller parts of
/// the list. Throws `failure` itself where they cannot be found: the rows cannot be read without
/// any column either, every item fails, some fail only together, or it takes too many queries
/// or too long. The transaction must be a new one, and can be used afterwards.
std::vector<ColumnError> find_column_errors(ReadTransaction& transaction, const SelectOf& select_of,
                                            const std::vector<SelectItem>& items,
                                            const Problem& failure);

}  // namespace rowhook
