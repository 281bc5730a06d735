#include "catalog/select_item.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "catalog/quote.h"

namespace rowhook {
namespace {

bool may_hold_interval(const RowSource& source, const SelectItem& item) {
  const auto* column = source.find_column(item.column);
  return column != nullptr && item.form != SelectItem::Form::omitted &&
         column->type.may_hold_interval;
}

/// Sets IntervalStyle, prints the value, and restores IntervalStyle before the next value is read.
/// CASE evaluates its condition first, and an operator its left operand.
std::string under_iso_8601(const SelectItem& item) {
  return "CASE WHEN pg_catalog.set_config('IntervalStyle', 'iso_8601', true) IS NOT NULL THEN " +
         to_sql(item) +
         "::pg_catalog.text OPERATOR(pg_catalog.||) "
         "pg_catalog.\"left\"(pg_catalog.set_config('IntervalStyle', 'sql_standard', true), 0) END";
}

}  // namespace

std::string to_sql(const SelectItem& item) {
  auto column = quote_identifier(item.column);
  switch (item.form) {
    case SelectItem::Form::plain:
      return column;
    case SelectItem::Form::to_json:
      return "pg_catalog.to_json(" + column + ")";
    case SelectItem::Form::text:
      return column + "::pg_catalog.text";
    case SelectItem::Form::omitted:
      return "NULL";
  }
  return column;
}

std::string select_from(const RowSource& source, const std::vector<SelectItem>& items,
                        const std::string& from) {
  std::string list;
  std::vector<std::string> columns;
  bool switches = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool prints = source.sql_standard_intervals && may_hold_interval(source, items[i]);
    const auto item = prints ? under_iso_8601(items[i]) : to_sql(items[i]);
    // ORDER BY prefers an output name to a column name, so the output name must not be the name of
    // a key column.
    list += (i == 0 ? "" : ", ") + item + R"( AS "rowhook )" + std::to_string(i) + '"';
    switches = switches || prints;
    if (items[i].form == SelectItem::Form::omitted) continue;
    auto column = quote_identifier(items[i].column);
    if (std::ranges::find(columns, column) == columns.end()) {
      columns.push_back(std::move(column));
    }
  }
  if (!switches) return "SELECT " + list + " FROM " + from;
  const auto read = join(columns, ", ", std::identity());
  // OFFSET prevents the planner from moving expressions of a view into the outer query, where they
  // would read text while IntervalStyle is changed.
  return "SELECT " + list + " FROM (SELECT " + read + " FROM " + from + " OFFSET 0) AS source";
}

bool may_change_printed_values(const RowSource& source, const std::vector<SelectItem>& items) {
  const bool runs_functions =
      source.runs_functions ||
      std::ranges::find(items, SelectItem::Form::to_json, &SelectItem::form) != items.end();
  return runs_functions && std::ranges::any_of(source.columns, [&items](const Column& column) {
           return column.type.follows_settings &&
                  std::ranges::find(items, column.name, &SelectItem::column) != items.end();
         });
}

std::size_t position_of(const SelectItem& item, std::vector<SelectItem>& items) {
  const auto found = std::ranges::find(items, item);
  const auto position = static_cast<std::size_t>(found - items.begin());
  if (found == items.end()) items.push_back(item);
  return position;
}

}  // namespace rowhook
