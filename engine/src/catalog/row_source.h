#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "catalog/column.h"

namespace rowhook {

/// A relation or query that rows are read from, as mapping, samples and exports use it.
struct RowSource {
  enum class Order {
    none,
    key,       ///< by the key, in both directions, with an index
    of_query,  ///< the first rows in the order of the query, the last ones by the key
  };

  bool is_query() const { return order == Order::of_query; }

  /// Returns `from` with a WHERE clause of the source's conditions and `more`.
  std::string from_where(const std::vector<std::string>& more = {}) const;

  /// Returns the column with this name, or null.
  const Column* find_column(std::string_view column) const;

  /// Returns the names of the key columns, in key order. Empty if there is no key, or if the role
  /// cannot read all of its columns.
  std::vector<std::string> readable_key() const;

  std::string name;                          ///< the name in messages
  std::string from;                          ///< the text after FROM, with all names quoted
  std::vector<std::string> conditions = {};  ///< SQL, combined with AND
  std::vector<Column> columns;
  /// Names of the columns that identify a row, in key order. Empty if there are none.
  std::vector<std::string> key;
  /// The order in which rows can be requested.
  Order order = Order::none;
  /// The number of pages of a table (pg_class.relpages), whose rows can be sampled by page. Empty
  /// for other sources, and for a table that was never counted.
  std::optional<std::int64_t> pages;
  /// Relation::estimated_rows of a relation without conditions.
  std::optional<std::int64_t> estimated_rows;
  /// Reading may run user-defined functions: the source is not a stored table, or has policies or
  /// conditions.
  bool runs_functions = true;
  /// See ReadTransaction::sql_standard_intervals().
  bool sql_standard_intervals = false;
  std::vector<Warning> warnings = {};
};

}  // namespace rowhook
