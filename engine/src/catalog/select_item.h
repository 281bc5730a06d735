#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/row_source.h"

namespace rowhook {

/// What a query selects of a column.
struct SelectItem {
  enum class Form {
    plain,    ///< the column itself
    to_json,  ///< to_json(column), for values that the server must render
    text,     ///< column::text
    omitted,  ///< NULL in place of a column that cannot be read
  };

  std::string column;
  Form form = Form::plain;

  bool operator==(const SelectItem&) const = default;
};

/// SQL for the item, every name quoted.
std::string to_sql(const SelectItem& item);

/// SQL that selects the items from a source: `SELECT "a" AS "rowhook 0" FROM …`.
/// `from` is what the source has as `from` and whatever clauses follow it. Text is read under the
/// session's IntervalStyle, and every interval is printed in ISO 8601.
std::string select_from(const RowSource& source, const std::vector<SelectItem>& items,
                        const std::string& from);

/// Whether reading the items may change a setting, which only a function does: one of the source,
/// or one by which the server renders a value.
bool may_change_settings(const RowSource& source, const std::vector<SelectItem>& items);

/// Where the item stands in the list; it is added when it is not there yet.
std::size_t position_of(const SelectItem& item, std::vector<SelectItem>& items);

}  // namespace rowhook
