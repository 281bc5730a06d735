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

std::string export_query(const RelationDetail& relation, const std::vector<Expression>& expressions,
                         std::optional<std::uint64_t> limit) {
  const auto name = quote_relation(relation.relation.name);
  return select_from(relation, expressions,
                     limit ? name + " LIMIT " + std::to_string(*limit) : name);
}

std::vector<std::string> export_queries(const RelationDetail& table,
                                        const std::vector<Expression>& expressions,
                                        std::int64_t pages, std::size_t workers) {
  const auto wanted = static_cast<std::int64_t>(workers) * kRangesPerWorker;
  const auto step = std::max(kLeastPages, (pages + wanted - 1) / wanted);
  const auto all =
      "ONLY " + quote_relation(table.relation.name) + " WHERE ctid OPERATOR(pg_catalog.>=) ";
  std::vector<std::string> queries;
  for (std::int64_t page = 0; page == 0 || page < pages; page += step) {
    auto range = all + first_of_page(page);
    if (page + step < pages) {
      range += " AND ctid OPERATOR(pg_catalog.<) " + first_of_page(page + step);
    }
    queries.push_back(select_from(table, expressions, range));
  }
  return queries;
}

}  // namespace rowhook
