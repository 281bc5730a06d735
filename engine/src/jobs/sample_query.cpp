#include "jobs/sample_query.h"

#include <algorithm>

#include "catalog/quote.h"

namespace rowhook {
namespace {

std::string order_by(const std::vector<std::string>& key, bool descending) {
  std::string clause;
  for (const auto& name : key) {
    clause += clause.empty() ? " ORDER BY " : ", ";
    clause += quote_identifier(name);
    if (descending) clause += " DESC";
  }
  return clause;
}

/// Selects the first tuples of as many pages as rows are wanted, or of all pages if there are
/// fewer. A TID scan reads only those pages. An 8 kB page holds fewer than 300 tuples.
std::string spread_query(const RowSource& source, std::size_t limit,
                         const std::vector<SelectItem>& items) {
  const auto wanted = static_cast<std::int64_t>(limit);
  const auto pages = std::min(*source.pages, wanted);
  std::string list;
  for (std::int64_t i = 0; i < pages; ++i) {
    list += (i == 0 ? "" : ",") + std::to_string(i * *source.pages / pages);
  }
  // The alias hides the table's own name, which may be `spread`.
  const auto of_page = select_from(
      source, items,
      source.from +
          " AS source WHERE ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT "
          "pg_catalog.format('(%s,%s)', "
          "spread.page, tuple)::pg_catalog.tid FROM pg_catalog.generate_series(1, 300) AS tuple)) "
          "LIMIT " +
          std::to_string((wanted + pages - 1) / pages));
  return "SELECT picked.* FROM pg_catalog.unnest('{" + list +
         "}'::pg_catalog.int8[]) AS spread(page), LATERAL (" + of_page + ") AS picked LIMIT " +
         std::to_string(limit);
}

}  // namespace

SampleQuery sample_query(const RowSource& source, const RowSelection& selection,
                         const std::vector<std::string>& conditions,
                         const std::vector<SelectItem>& items) {
  SampleQuery query;
  if (selection.pick == RowSelection::Pick::spread) {
    if (source.pages && source.conditions.empty()) {
      query.select = spread_query(source, selection.limit, items);
      return query;
    }
    query.warnings.push_back(
        {"pick_not_possible",
         "Spreading rows requires an analyzed table without conditions. These are the first "
         "rows."});
  }

  const bool last = selection.pick == RowSelection::Pick::last;
  const bool by_key = source.order == RowSource::Order::key || (source.is_query() && last);
  if (by_key) query.order = source.key;
  if (query.order.empty() && last) {
    query.warnings.push_back(
        {"pick_not_possible",
         "Without a key there are no last rows. These rows are in no particular order."});
  } else if (query.order.empty() && !source.is_query()) {
    query.warnings.push_back({"no_order",
                              "There is no primary key to order by, so Postgres may return "
                              "different rows next time."});
  }
  query.select = select_from(source, items,
                             source.from_where(conditions) + order_by(query.order, last) +
                                 " LIMIT " + std::to_string(selection.limit));
  return query;
}

}  // namespace rowhook
