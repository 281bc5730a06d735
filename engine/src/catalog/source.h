#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "catalog/relation.h"

namespace rowhook {

/// A condition that selects rows. As in SQL, NULL satisfies only `null`.
struct Condition {
  enum class Operator {
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in,           ///< equal to one of the values
    contains,     ///< as text, case-sensitive
    starts_with,  ///< as text, case-sensitive
    null,
    not_null,
  };

  std::string column;
  Operator is = Operator::equal;
  /// The values as text, which Postgres casts to the type of the column. None for null and
  /// not_null, any number for in, otherwise one.
  std::vector<std::string> values;

  bool operator==(const Condition&) const = default;
};

/// The names on the wire.
inline constexpr EnumNames<Condition::Operator, 11> kOperatorNames{
    {"=", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "null", "notNull"}};

/// The source of rows in a request or mapping: a relation with conditions that are combined with
/// AND, or a SQL query with the columns of its key.
struct Source {
  RelationName relation;  ///< empty for a query
  std::vector<Condition> where = {};
  std::string query = {};  ///< UTF-8 without U+0000; empty for a relation
  std::vector<std::string> key = {};
  std::string pointer = {};  ///< of the object in the request that has these members

  bool is_query() const { return !query.empty(); }

  bool operator==(const Source&) const = default;
};

}  // namespace rowhook
