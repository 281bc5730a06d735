#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/row_source.h"

namespace rowhook {

/// An item of the select list.
struct SelectItem {
  enum class Form {
    plain,    ///< the column itself
    to_json,  ///< to_json(column), for values that the server converts
    text,     ///< column::text
    omitted,  ///< NULL instead of a column that cannot be read
  };

  std::string column;
  Form form = Form::plain;

  bool operator==(const SelectItem&) const = default;
};

/// Returns SQL for the item, with the name quoted.
std::string to_sql(const SelectItem& item);

/// Returns SQL that selects the items from a source: `SELECT "a" AS "rowhook 0" FROM …`. `from` is
/// the `from` of the source and any clauses after it. The query reads text with the IntervalStyle
/// of the session and prints all intervals in ISO 8601.
std::string select_from(const RowSource& source, const std::vector<SelectItem>& items,
                        const std::string& from);

/// Returns whether reading the items may change how they are printed: an item follows settings, and
/// the source or to_json() may call a function that changes one.
bool may_change_printed_values(const RowSource& source, const std::vector<SelectItem>& items);

/// Returns the index of the item in the list. Appends the item if it is missing.
std::size_t position_of(const SelectItem& item, std::vector<SelectItem>& items);

}  // namespace rowhook
