#include "catalog/relations.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "catalog/type_family.h"
#include "error.h"
#include "sql.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 5> kKindNames{"table", "partitioned_table", "view",
                                                     "materialized_view", "foreign_table"};

template <class Value, class Row>
std::optional<Value> optional_at(const Row& row, int column) {
  if (row[column].is_null()) return std::nullopt;
  return row[column].template as<Value>();
}

template <class Row>
char letter_at(const Row& row, int column) {
  return row[column].c_str()[0];
}

RelationKind kind_of_letter(char relkind) {
  switch (relkind) {
    case 'p':
      return RelationKind::partitioned_table;
    case 'v':
      return RelationKind::view;
    case 'm':
      return RelationKind::materialized_view;
    case 'f':
      return RelationKind::foreign_table;
    default:
      return RelationKind::table;
  }
}

// The numbers are the positions in relations.sql.
template <class Row>
Relation relation_from(const Row& row) {
  Relation relation;
  relation.name = {row[1].template as<std::string>(), row[2].template as<std::string>()};
  relation.kind = kind_of_letter(letter_at(row, 3));
  if (!row[5].is_null()) {
    relation.partition_of = {row[4].template as<std::string>(), row[5].template as<std::string>()};
  }
  relation.estimated_rows = optional_at<double>(row, 6);
  relation.comment = optional_at<std::string>(row, 7);
  relation.readable = row[8].template as<bool>();
  return relation;
}

// An array inside an array (by way of a domain) is written as a quoted string, and values that the
// server must render do not show what they are: to_json does the whole column then.
template <class Row>
ColumnType type_from(const Row& row) {
  const BaseType base{row[2].template as<std::uint32_t>(), letter_at(row, 3),
                      row[4].template as<bool>()};
  const auto arrays = row[5].template as<int>();
  ColumnType type{row[1].template as<std::string>(), family_of(base), arrays == 1,
                  letter_at(row, 6)};
  if (arrays > 1 || type.family == TypeFamily::to_json) {
    type.family = TypeFamily::to_json;
    type.is_array = false;
  }
  return type;
}

// The numbers are the positions in columns.sql.
template <class Row>
Column column_from(const Row& row) {
  Column column;
  column.name = row[0].template as<std::string>();
  column.type = type_from(row);
  column.nullable = row[7].template as<bool>();
  column.readable = row[8].template as<bool>();
  column.generated = row[9].template as<bool>();
  column.comment = optional_at<std::string>(row, 10);
  column.position = row[11].template as<int>();
  return column;
}

/// An empty schema asks relations.sql for all relations, and a NUL would end a parameter early.
bool can_exist(const RelationName& name) {
  return !name.schema.empty() && name.schema.find('\0') == std::string::npos &&
         name.name.find('\0') == std::string::npos;
}

}  // namespace

std::string_view to_string(RelationKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::vector<Relation> list_relations(ReadTransaction& transaction, bool system) {
  const auto rows = transaction.query(sql::relations, {system ? "true" : "false", "", ""});
  std::vector<Relation> relations;
  relations.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto& row : rows) relations.push_back(relation_from(row));
  return relations;
}

RelationDetail describe_relation(ReadTransaction& transaction, const RelationName& name) {
  const auto found = transaction.query(sql::relations, {"true", name.schema, name.name});
  if (!can_exist(name) || found.empty()) {
    throw Problem(ProblemCode::relation_not_found, "The database has no relation of this name.",
                  "Reload the list of relations; upper and lower case differ.");
  }
  RelationDetail detail;
  detail.relation = relation_from(found[0]);
  detail.pages = found[0][9].as<std::int64_t>();
  detail.inheritance_parent = found[0][10].as<bool>();
  detail.inheritance_parent = found[0][10].as<bool>();
  std::vector<std::pair<int, std::string>> key;
  for (const auto& row : transaction.query(sql::columns, {found[0][0].as<std::string>()})) {
    detail.columns.push_back(column_from(row));
    auto& column = detail.columns.back();
    column.readable = column.readable && detail.relation.readable;
    if (!row[12].is_null()) key.emplace_back(row[12].as<int>(), column.name);
  }
  std::sort(key.begin(), key.end());
  for (auto& [position, column] : key) detail.primary_key.push_back(std::move(column));
  return detail;
}

}  // namespace rowhook
