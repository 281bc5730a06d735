#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

namespace rowhook {

/// What a query selects of a column.
struct Expression {
  enum class Form {
    plain,    ///< the column itself
    to_json,  ///< to_json(column), for values that the server must render
    text,     ///< column::text
    omitted,  ///< NULL in place of a column that cannot be read
  };

  std::string column;
  Form form = Form::plain;

  bool operator==(const Expression&) const = default;
};

/// The expression whose text the default encoder of the column takes.
Expression default_expression(const Column& column);

/// The expression whose text is the value as Postgres prints it.
Expression text_expression(const Column& column);

/// SQL for the expression, every name quoted.
std::string to_sql(const Expression& expression);

/// SQL that selects the expressions from a relation: `SELECT "a" AS c0, to_json("b") AS c1 FROM …`.
/// `from` is the relation's name and whatever clauses follow it. Text is read under the session's
/// IntervalStyle, and every interval is printed in ISO 8601.
std::string select_from(const RelationDetail& relation, const std::vector<Expression>& expressions,
                        const std::string& from);

/// `"name"`, with quotes inside doubled: safe in SQL for any name.
std::string quote_identifier(std::string_view name);

/// `"schema"."name"`.
std::string quote_relation(const RelationName& name);

/// Where the expression stands in the list; it is added when it is not there yet.
std::size_t position_of(const Expression& expression, std::vector<Expression>& expressions);

/// Where the texts of the primary key stand in the list, in key order; those that are not there yet
/// are added. Empty where the relation has no key, or none that the role may read whole.
std::vector<std::size_t> key_positions(const RelationDetail& relation,
                                       std::vector<Expression>& expressions);

}  // namespace rowhook
