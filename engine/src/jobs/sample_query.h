#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"

namespace rowhook {

/// Which rows of a source to look at.
struct RowSelection {
  enum class Pick {
    first,    ///< by key; of a query, in its own order
    last,     ///< by key, from the end
    spread,   ///< about evenly over the table's pages, without scanning it
    null_in,  ///< where a column is NULL
    where,    ///< where all conditions hold
  };

  static constexpr std::size_t kMaxRows = 100;

  std::size_t limit = 10;  ///< 1 to kMaxRows
  Pick pick = Pick::first;
  std::string null_column = {};       ///< of Pick::null_in
  std::vector<Condition> where = {};  ///< of Pick::where

  bool operator==(const RowSelection&) const = default;
};

struct SampleQuery {
  std::string select;
  /// The columns that the rows are ordered by; empty where no order is asked of Postgres.
  std::vector<std::string> order;
  std::vector<Warning> warnings;
};

/// The query for a selection. What the source cannot give (no key to order by, no pages to spread
/// over) is left out of the query and becomes a warning. `conditions`: those of the selection, in
/// SQL.
SampleQuery sample_query(const RowSource& source, const RowSelection& selection,
                         const std::vector<std::string>& conditions,
                         const std::vector<SelectItem>& items);

}  // namespace rowhook
