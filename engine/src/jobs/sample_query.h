#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"

namespace rowhook {

/// Selects the rows of a sample.
struct RowSelection {
  enum class Pick {
    first,    ///< the first rows by key, or in the order of a query
    last,     ///< the last rows by key
    spread,   ///< rows from pages spread about evenly over the table, without a full scan
    null_in,  ///< rows in which a column is NULL
    where,    ///< rows for which all conditions hold
  };

  static constexpr std::size_t kMaxRows = 100;

  std::size_t limit = 10;  ///< 1 to kMaxRows
  Pick pick = Pick::first;
  std::string null_column = {};       ///< for Pick::null_in
  std::vector<Condition> where = {};  ///< for Pick::where

  bool operator==(const RowSelection&) const = default;
};

struct SampleQuery {
  std::string select;
  /// The columns in ORDER BY; empty without one.
  std::vector<std::string> order;
  std::vector<Warning> warnings;
};

/// Returns the query for a selection. If the source does not support it, because there is no key to
/// order by or there are no pages to spread over, the query selects other rows and there is a
/// warning. `conditions`: the conditions of the selection as SQL.
SampleQuery sample_query(const RowSource& source, const RowSelection& selection,
                         const std::vector<std::string>& conditions,
                         const std::vector<SelectItem>& items);

}  // namespace rowhook
