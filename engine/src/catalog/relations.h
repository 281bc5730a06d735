#pragma once

#include <cstdint>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/relation.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// Returns the name on the wire.
std::string_view to_string(RelationKind kind);

/// Returns the query of list_relations() for ReadOptions::catalog_query.
CatalogQuery relations_query(bool system);

/// Returns all tables, partitioned tables, foreign tables, views and materialized views, readable
/// or not, ordered by schema and name. `system`: include the system schemas.
std::vector<Relation> list_relations(ReadTransaction& transaction, bool system);

/// Returns the value, or nothing for NULL.
template <class Value, class Row>
std::optional<Value> optional_at(const Row& row, int column) {
  if (row[column].is_null()) return std::nullopt;
  return row[column].template as<Value>();
}

/// Returns a value of the Postgres type "char".
template <class Row>
char letter_at(const Row& row, int column) {
  return row[column].c_str()[0];
}

/// Converts pg_class.relkind. REQUIRES: one of r, p, v, m and f.
RelationKind kind_of_letter(char relkind);

/// Returns the estimated number of rows, or nothing if Postgres never counted them. `version`: as
/// PQserverVersion() returns it.
std::optional<std::int64_t> estimated_rows(RelationKind kind, std::int64_t reltuples,
                                           std::int64_t pages, int version);

/// The first columns of relations.sql and relation.sql, in order.
struct RelationColumns {
  enum : int { schema, name, kind, reltuples, pages, comment, readable, count };
};

/// Sets the table that a relation is a partition of, or inherits from.
inline void set_parent(Relation& relation, bool is_partition, RelationName parent) {
  (is_partition ? relation.partition_of : relation.inherits_from) = std::move(parent);
}

template <class Row>
Relation relation_from(const Row& row, int version) {
  using At = RelationColumns;
  Relation relation;
  relation.name = {row[At::schema].template as<std::string>(),
                   row[At::name].template as<std::string>()};
  relation.kind = kind_of_letter(letter_at(row, At::kind));
  relation.estimated_rows =
      estimated_rows(relation.kind, row[At::reltuples].template as<std::int64_t>(),
                     row[At::pages].template as<std::int64_t>(), version);
  relation.comment = optional_at<std::string>(row, At::comment);
  relation.readable = row[At::readable].template as<bool>();
  return relation;
}

}  // namespace rowhook
