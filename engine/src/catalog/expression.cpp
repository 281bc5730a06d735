#include "catalog/expression.h"

#include <algorithm>

namespace rowhook {

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

std::string select_list(const std::vector<Expression>& expressions) {
  std::string list;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    list += (i == 0 ? "" : ", ") + to_sql(expressions[i]) + " AS c" + std::to_string(i);
  }
  return list;
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
  for (const auto* column : key) {
    positions.push_back(position_of(text_expression(*column), expressions));
  }
  return positions;
}

}  // namespace rowhook
