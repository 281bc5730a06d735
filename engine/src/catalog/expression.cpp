#include "catalog/expression.h"

#include <algorithm>

namespace rowhook {
namespace {

bool may_hold_interval(const RelationDetail& relation, const Expression& expression) {
  const auto* column = relation.find_column(expression.column);
  if (column == nullptr || expression.form == Expression::Form::omitted) return false;
  const auto family = column->type.family;
  return family == TypeFamily::interval || family == TypeFamily::to_json || column->type.user_range;
}

/// Switches IntervalStyle, prints, and switches back before the next value is read. CASE evaluates
/// its condition first, and an operator its left side.
std::string under_iso_8601(const Expression& expression) {
  return "CASE WHEN pg_catalog.set_config('IntervalStyle', 'iso_8601', true) IS NOT NULL THEN " +
         to_sql(expression) +
         "::pg_catalog.text OPERATOR(pg_catalog.||) "
         "pg_catalog.\"left\"(pg_catalog.set_config('IntervalStyle', 'sql_standard', true), 0) END";
}

}  // namespace

Expression default_expression(const Column& column) {
  const bool rendered = column.type.family == TypeFamily::to_json;
  return {column.name, rendered ? Expression::Form::to_json : Expression::Form::plain};
}

Expression text_expression(const Column& column) {
  const bool rendered = column.type.family == TypeFamily::to_json;
  return {column.name, rendered ? Expression::Form::text : Expression::Form::plain};
}

std::string to_sql(const Expression& expression) {
  auto column = quote_identifier(expression.column);
  switch (expression.form) {
    case Expression::Form::plain:
      return column;
    case Expression::Form::to_json:
      return "pg_catalog.to_json(" + column + ")";
    case Expression::Form::text:
      return column + "::pg_catalog.text";
    case Expression::Form::omitted:
      return "NULL";
  }
  return column;
}

std::string select_from(const RelationDetail& relation, const std::vector<Expression>& expressions,
                        const std::string& from) {
  std::string list;
  std::vector<std::string> columns;
  bool switches = false;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    const bool prints =
        relation.sql_standard_intervals && may_hold_interval(relation, expressions[i]);
    const auto item = prints ? under_iso_8601(expressions[i]) : to_sql(expressions[i]);
    list += (i == 0 ? "" : ", ") + item + " AS c" + std::to_string(i);
    switches = switches || prints;
    if (expressions[i].form == Expression::Form::omitted) continue;
    auto column = quote_identifier(expressions[i].column);
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
      columns.push_back(std::move(column));
    }
  }
  if (!switches) return "SELECT " + list + " FROM " + from;
  std::string read;
  for (const auto& column : columns) read += (read.empty() ? "" : ", ") + column;
  // OFFSET keeps the planner from moving the view's own expressions into the outer query, where
  // they would read text while the style is switched.
  return "SELECT " + list + " FROM (SELECT " + read + " FROM " + from + " OFFSET 0) AS source";
}

std::string quote_identifier(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string quote_relation(const RelationName& name) {
  return quote_identifier(name.schema) + "." + quote_identifier(name.name);
}

std::size_t position_of(const Expression& expression, std::vector<Expression>& expressions) {
  const auto found = std::find(expressions.begin(), expressions.end(), expression);
  const auto position = static_cast<std::size_t>(found - expressions.begin());
  if (found == expressions.end()) expressions.push_back(expression);
  return position;
}

std::vector<std::size_t> key_positions(const RelationDetail& relation,
                                       std::vector<Expression>& expressions) {
  std::vector<const Column*> key;
  for (const auto& name : relation.primary_key) {
    key.push_back(relation.find_column(name));
    if (key.back() == nullptr || !key.back()->readable) return {};
  }
  std::vector<std::size_t> positions;
  positions.reserve(key.size());
  for (const auto* column : key) {
    positions.push_back(position_of(text_expression(*column), expressions));
  }
  return positions;
}

}  // namespace rowhook
