#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/column.h"

namespace rowhook {

/// Where rows come from: all that the mapping, samples and exports know of it.
struct RowSource {
  enum class Order {
    none,
    key,       ///< that of the key, from either end: an index has it
    of_query,  ///< the query's own; from the end, that of the key
  };

  bool is_query() const { return order == Order::of_query; }

  /// `from`, with the source's conditions and more.
  std::string from_where(const std::vector<std::string>& more = {}) const;

  /// The column of that name; null where there is none.
  const Column* find_column(std::string_view column) const;

  /// Names of the key's columns, in key order; empty where there is no key, or none that the role
  /// may read whole.
  std::vector<std::string> readable_key() const;

  std::string name;                          ///< for messages
  std::string from;                          ///< what follows FROM, every name quoted
  std::vector<std::string> conditions = {};  ///< SQL; all of them must hold
  std::vector<Column> columns;
  /// Names of the columns that identify a row, in key order; empty where there are none.
  std::vector<std::string> key;
  /// In which order rows can be asked for.
  Order order = Order::none;
  /// Of a table, whose rows can be read by their place in its pages: how many there are,
  /// pg_class.relpages. Absent for what has no such places, and for a table that was never counted.
  std::optional<std::int64_t> pages;
  /// Of a whole relation, as Relation::estimated_rows.
  std::optional<std::int64_t> estimated_rows;
  /// Reading it may run functions of users: it is no stored table, or has policies or conditions.
  bool runs_functions = true;
  /// As ReadTransaction::sql_standard_intervals().
  bool sql_standard_intervals = false;
};

}  // namespace rowhook
