#include "preview/sample_query.h"

#include <algorithm>

namespace rowhook {
namespace {

/// The columns that give the rows an order. The children of an inheritance parent have keys of
/// their own, so there the parent's says nothing about the whole.
std::vector<std::string> ordering_key(const RelationDetail& relation) {
  const auto& key = relation.primary_key;
  const bool usable = !relation.inheritance_parent &&
                      std::all_of(key.begin(), key.end(), [&relation](const std::string& name) {
                        const auto* column = relation.find_column(name);
                        return column != nullptr && column->readable;
                      });
  return usable ? key : std::vector<std::string>();
}

std::string order_by(const std::vector<std::string>& key, bool descending) {
  std::string clause;
  for (const auto& name : key) {
    clause += clause.empty() ? " ORDER BY " : ", ";
    clause += quote_identifier(name);
    if (descending) clause += " DESC";
  }
  return clause;
}

/// One page for every row asked for, or as many as there are, and from each its first tuples: a TID
/// scan, which reads those pages and no others. 300 tuples are more than an 8 kB page can hold.
std::string spread_query(const RelationDetail& relation, std::size_t limit,
                         const std::vector<Expression>& expressions) {
  const auto wanted = static_cast<std::int64_t>(limit);
  const auto pages = std::min(relation.pages, wanted);
  std::string list;
  for (std::int64_t i = 0; i < pages; ++i) {
    list += (i == 0 ? "" : ",") + std::to_string(i * relation.pages / pages);
  }
  const auto of_page = select_from(
      relation, expressions,
      quote_relation(relation.relation.name) +
          " WHERE ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.format('(%s,%s)', "
          "spread.page, tuple)::pg_catalog.tid FROM pg_catalog.generate_series(1, 300) AS tuple)) "
          "LIMIT " +
          std::to_string((wanted + pages - 1) / pages));
  return "SELECT picked.* FROM pg_catalog.unnest('{" + list +
         "}'::pg_catalog.int8[]) AS spread(page), LATERAL (" + of_page + ") AS picked LIMIT " +
         std::to_string(limit);
}

}  // namespace

SampleQuery sample_query(const RelationDetail& relation, const RowSelection& rows,
                         const std::vector<Expression>& expressions) {
  SampleQuery query;
  if (rows.pick == RowSelection::Pick::spread) {
    if (relation.relation.kind == RelationKind::table && relation.pages > 0) {
      query.select = spread_query(relation, rows.limit, expressions);
      return query;
    }
    query.warnings.push_back({"pick_not_possible",
                              "Rows can be spread only over a table that has been analyzed; these "
                              "are the first ones."});
  }

  query.order = ordering_key(relation);
  const bool last = rows.pick == RowSelection::Pick::last;
  if (query.order.empty()) {
    query.warnings.push_back(
        last ? Warning{"pick_not_possible",
                       "Without a primary key there are no last rows; these come in no order."}
             : Warning{"no_order",
                       "There is no primary key to order by, so Postgres may choose "
                       "other rows next time."});
  }
  auto from = quote_relation(relation.relation.name);
  if (rows.pick == RowSelection::Pick::null_in) {
    from += " WHERE " + quote_identifier(rows.null_column) + " IS NULL";
  }
  from += order_by(query.order, last) + " LIMIT " + std::to_string(rows.limit);
  query.select = select_from(relation, expressions, from);
  return query;
}

}  // namespace rowhook
