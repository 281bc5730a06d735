#include "export/query.h"

#include <algorithm>

namespace rowhook {
namespace {

// Enough for readers to end at about the same time, few enough for the start of each not to show.
constexpr std::int64_t kRangesPerWorker = 8;
constexpr std::int64_t kLeastPages = 16;

std::string first_of_page(std::int64_t page) {
  return "'(" + std::to_string(page) + ",0)'::pg_catalog.tid";
}

}  // namespace

std::string export_query(const RelationName& relation, const std::vector<Expression>& expressions,
                         std::optional<std::uint64_t> limit) {
  auto query = "SELECT " + select_list(expressions) + " FROM " + quote_relation(relation);
  if (limit) query += " LIMIT " + std::to_string(*limit);
  return query;
}

std::vector<std::string> export_queries(const RelationName& table,
                                        const std::vector<Expression>& expressions,
                                        std::int64_t pages, std::size_t workers) {
  const auto wanted = static_cast<std::int64_t>(workers) * kRangesPerWorker;
  const auto step = std::max(kLeastPages, (pages + wanted - 1) / wanted);
  const auto all = "SELECT " + select_list(expressions) + " FROM ONLY " + quote_relation(table) +
                   " WHERE ctid OPERATOR(pg_catalog.>=) ";
  std::vector<std::string> queries;
  for (std::int64_t page = 0; page == 0 || page < pages; page += step) {
    queries.push_back(all + first_of_page(page));
    if (page + step < pages) {
      queries.back() += " AND ctid OPERATOR(pg_catalog.<) " + first_of_page(page + step);
    }
  }
  return queries;
}

}  // namespace rowhook
