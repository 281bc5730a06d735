#include "catalog/relations.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/problem.h"
#include "catalog/quote.h"
#include "catalog/types.h"
#include "postgres/sqlstate.h"
#include "sql.h"

namespace rowhook {
namespace {

struct RelationKindName {
  char relkind;           ///< in pg_class
  std::string_view name;  ///< on the wire
};

// In the order of RelationKind.
constexpr std::array kRelationKinds{
    RelationKindName{'r', "table"}, RelationKindName{'p', "partitioned_table"},
    RelationKindName{'v', "view"}, RelationKindName{'m', "materialized_view"},
    RelationKindName{'f', "foreign_table"}};

/// The first columns of relations.sql and relation.sql, in order.
struct RelationColumns {
  enum : int { schema, name, kind, reltuples, pages, comment, readable, count };
};

/// Columns of relations.sql, in order.
struct ListColumns : RelationColumns {
  enum : int { parent_schema = RelationColumns::count, parent_name, is_partition, count };
};

/// Columns of relation.sql, in order.
struct DetailColumns : RelationColumns {
  enum : int {
    relation_oid = RelationColumns::count,
    is_partition,
    has_parent,
    inheritance_parent,
    key,
    not_validated,
    column_name,
    position,
    nullable,
    column_readable,
    generated,
    column_comment,
    position_in_key,
    type_name,
    type_oid,
    base_oid,
    base_kind,
    arrays,
    delimiter,
    row_security,
    count
  };
};

/// Converts pg_class.relkind. REQUIRES: one of r, p, v, m and f.
RelationKind kind_of_letter(char relkind) {
  const auto* found = std::ranges::find(kRelationKinds, relkind, &RelationKindName::relkind);
  return found == kRelationKinds.end() ? RelationKind::table
                                       : static_cast<RelationKind>(found - kRelationKinds.begin());
}

/// Returns the estimated number of rows, or nothing if Postgres never counted them. `version`: as
/// PQserverVersion() returns it.
std::optional<std::int64_t> estimated_rows(RelationKind kind, std::int64_t reltuples,
                                           std::int64_t pages, int version) {
  if (kind == RelationKind::view || reltuples < 0) return std::nullopt;
  // Before Postgres 14, a table that was never counted has zero rows and zero pages.
  if (reltuples == 0 && pages == 0 && version < 140'000) return std::nullopt;
  return reltuples;
}

/// Returns the value, or nothing for NULL.
template <class Value, class Row>
std::optional<Value> optional_at(const Row& row, int column) {
  if (row[column].is_null()) return std::nullopt;
  return row[column].template as<Value>();
}

/// Sets the table that a relation is a partition of, or inherits from.
void set_parent(Relation& relation, bool is_partition, RelationName parent) {
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

/// Returns the types of the columns. Looks up those that relation.sql does not resolve.
ResolvedTypes types_of(ReadTransaction& transaction, const pqxx::result& rows) {
  using At = DetailColumns;
  ResolvedTypes types;
  std::string unresolved;
  for (const auto& row : rows) {
    if (row[At::column_name].is_null()) continue;
    const auto oid = row[At::type_oid].as<std::uint32_t>();
    const auto base_kind = letter_at(row, At::base_kind);
    if (oid < kFirstNormalObjectId && base_kind != 'd') {
      types[oid] = {{row[At::base_oid].as<std::uint32_t>(), base_kind, false},
                    row[At::arrays].as<int>(),
                    letter_at(row, At::delimiter)};
    } else {
      unresolved += (unresolved.empty() ? "" : ",") + std::to_string(oid);
    }
  }
  types.merge(resolve_types(transaction, unresolved));
  return types;
}

/// Adds the columns and the key of a relation to its source.
void add_columns(const pqxx::result& rows, const ResolvedTypes& types, RowSource& source) {
  using At = DetailColumns;
  std::map<int, std::string> key;
  for (const auto& row : rows) {
    if (row[At::column_name].is_null()) continue;
    const auto oid = row[At::type_oid].as<std::uint32_t>();
    const auto type = types.find(oid);
    // The type was dropped, along with its columns, between the two queries.
    if (type == types.end()) continue;
    Column column;
    column.name = row[At::column_name].as<std::string>();
    column.position = row[At::position].as<int>();
    column.nullable = row[At::nullable].as<bool>();
    column.readable = row[At::column_readable].as<bool>() && row[At::readable].as<bool>();
    column.generated = row[At::generated].as<bool>();
    column.comment = optional_at<std::string>(row, At::column_comment);
    column.type = column_type(row[At::type_name].as<std::string>(), oid, type->second);
    if (const auto position = optional_at<int>(row, At::position_in_key)) {
      key.emplace(*position, column.name);
    }
    source.columns.push_back(std::move(column));
  }
  for (auto& [position, column] : key) source.key.push_back(std::move(column));
}

std::optional<RelationName> parent_of(ReadTransaction& transaction, const std::string& oid) {
  const auto rows = require_shape(transaction.query_prepared(sql::parent_of, {oid}), 2);
  if (rows.empty()) return std::nullopt;
  return RelationName{rows[0][0].as<std::string>(), rows[0][1].as<std::string>()};
}

/// Decides whether an error of a query that names only the relation is about the relation itself.
/// If the relation exists and is readable, the error is about something that it uses. Ends the
/// transaction.
Problem resolve_ambiguous_error(ReadTransaction& transaction, const RelationName& name,
                                const Problem& problem) {
  if (!problem.sqlstate || !is_ambiguous(*problem.sqlstate)) return problem;
  transaction.roll_back();
  transaction.begin();
  try {
    const bool readable = describe_relation(transaction, name).relation.readable;
    return readable ? make_relation_problem(*problem.sqlstate) : problem;
  } catch (const Problem& other) {
    if (other.code != ProblemCode::relation_not_found) throw;
    return problem;
  }
}

}  // namespace

std::string_view to_string(RelationKind kind) {
  return kRelationKinds[static_cast<std::size_t>(kind)].name;
}

std::vector<Relation> list_relations(ReadTransaction& transaction, bool system) {
  using At = ListColumns;
  const auto rows =
      require_shape(transaction.query(sql::relations, {system ? "true" : "false"}), At::count);
  const auto version = transaction.session().server_version();
  std::vector<Relation> relations;
  relations.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto& row : rows) {
    relations.push_back(relation_from(row, version));
    if (!row[At::parent_name].is_null()) {
      set_parent(
          relations.back(), row[At::is_partition].as<bool>(),
          {row[At::parent_schema].as<std::string>(), row[At::parent_name].as<std::string>()});
    }
  }
  return relations;
}

// LOCK TABLE does not support materialized views or foreign tables, and needs the privilege on the
// whole table.
std::string lock_statement(const RelationName& name) {
  return "SELECT FROM " + quote_relation(name) + " LIMIT 0";
}

RelationDetail lock_and_describe_relation(ReadTransaction& transaction, const RelationName& name) {
  try {
    transaction.ensure_executed(lock_statement(name));
  } catch (const Problem& problem) {
    throw resolve_ambiguous_error(transaction, name, problem);
  }
  return describe_relation(transaction, name);
}

RelationDetail describe_relation(ReadTransaction& transaction, const RelationName& name) {
  using At = DetailColumns;
  const auto rows =
      require_shape(transaction.query_prepared(sql::relation, {name.schema, name.name}), At::count);
  if (rows.empty()) {
    throw Problem(ProblemCode::relation_not_found,
                  "The database has no table or view with this name.",
                  "Refresh the list of tables and views. Names are case-sensitive.");
  }

  RelationDetail detail;
  const auto first = rows[0];
  detail.relation = relation_from(first, transaction.session().server_version());
  detail.pages = first[At::pages].as<std::int64_t>();
  detail.row_security = first[At::row_security].as<bool>();
  auto& source = detail.source;
  source.name = detail.relation.name.name;
  source.from = quote_relation(detail.relation.name);
  source.estimated_rows = detail.relation.estimated_rows;
  source.sql_standard_intervals = transaction.sql_standard_intervals();
  const auto kind = detail.relation.kind;
  if (kind == RelationKind::table && detail.pages > 0) source.pages = detail.pages;
  source.runs_functions =
      (kind != RelationKind::table && kind != RelationKind::materialized_view) ||
      detail.row_security;
  if (first[At::has_parent].as<bool>()) {
    if (auto parent = parent_of(transaction, first[At::relation_oid].as<std::string>())) {
      set_parent(detail.relation, first[At::is_partition].as<bool>(), std::move(*parent));
    }
  }
  add_columns(rows, types_of(transaction, rows), source);
  // The children of an inheritance parent have separate keys, so the key of the parent does not
  // order all rows.
  if (!source.readable_key().empty() && !first[At::inheritance_parent].as<bool>()) {
    source.order = RowSource::Order::key;
  }
  return detail;
}

std::optional<std::int64_t> divisible_pages(ReadTransaction& transaction,
                                            const RelationName& name) {
  const auto found =
      require_shape(transaction.query(sql::divisible_pages, {name.schema, name.name}), 1);
  if (found.empty()) return std::nullopt;
  return found[0][0].as<std::int64_t>();
}

}  // namespace rowhook
