#include "jobs/export_query.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/quote.h"

namespace rowhook {
namespace {

// Enough ranges for all readers to end at about the same time, and few enough that starting a query
// for each does not matter.
constexpr std::int64_t kRangesPerWorker = 8;
constexpr std::int64_t kMinPages = 16;

std::string first_of_page(std::int64_t page) {
  return "'(" + std::to_string(page) + ",0)'::pg_catalog.tid";
}

}  // namespace

std::string export_query(const RowSource& source, const std::vector<SelectItem>& items,
                         std::optional<std::uint64_t> limit) {
  return select_from(
      source, items,
      limit ? source.from_where() + " LIMIT " + std::to_string(*limit) : source.from_where());
}

std::vector<std::string> export_queries(const RowSource& table,
                                        const std::vector<SelectItem>& items, std::int64_t pages,
                                        std::size_t workers) {
  const auto wanted = static_cast<std::int64_t>(workers) * kRangesPerWorker;
  const auto step = std::max(kMinPages, (pages + wanted - 1) / wanted);
  std::vector<std::string> queries;
  for (std::int64_t page = 0; page == 0 || page < pages; page += step) {
    std::vector<std::string> range{"ctid OPERATOR(pg_catalog.>=) " + first_of_page(page)};
    if (page + step < pages) {
      range.push_back("ctid OPERATOR(pg_catalog.<) " + first_of_page(page + step));
    }
    queries.push_back(select_from(table, items, "ONLY " + table.from_where(range)));
  }
  return queries;
}

std::string key_query(const RowSource& source) {
  const auto key = source.readable_key();
  const auto text_of = [](const std::string& column) {
    return quote_identifier(column) + "::pg_catalog.text";
  };
  const auto texts = join(key, ", ", text_of);
  const auto nulls =
      join(key, " OR ", [&](const std::string& column) { return text_of(column) + " IS NULL"; });
  return "SELECT coalesce(pg_catalog.sum(n) FILTER (WHERE has_null), 0), "
         "coalesce(pg_catalog.sum(n) FILTER (WHERE NOT has_null AND n OPERATOR(pg_catalog.>) 1), "
         "0) "
         "FROM (SELECT pg_catalog.count(*) AS n, pg_catalog.bool_or(" +
         nulls + ") AS has_null FROM " + source.from_where() + " GROUP BY " + texts + ") AS keys";
}

}  // namespace rowhook
