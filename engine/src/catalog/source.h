#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

namespace rowhook {

/// What a row must fulfil. As in SQL, NULL fulfils `null` only.
struct Condition {
  enum class Operator {
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in,           ///< equal to one of the values
    contains,     ///< as text, case counts
    starts_with,  ///< as text, case counts
    null,
    not_null,
  };

  std::string column;
  Operator is = Operator::equal;
  /// As text, which Postgres reads as the column's type: none for null and not_null, any number for
  /// in, otherwise one.
  std::vector<std::string> values;

  bool operator==(const Condition&) const = default;
};

/// The name on the wire.
std::string_view to_string(Condition::Operator is);
std::optional<Condition::Operator> operator_from(std::string_view name);

/// Where rows come from, as a request or a mapping says it: a relation with conditions that all
/// must hold, or a SQL query with the columns of its key.
struct Source {
  RelationName relation;  ///< empty where there is a query
  std::vector<Condition> where = {};
  std::string query = {};  ///< UTF-8 without U+0000; empty where there is a relation
  std::vector<std::string> key = {};

  bool is_query() const { return !query.empty(); }

  bool operator==(const Source&) const = default;
};

}  // namespace rowhook
