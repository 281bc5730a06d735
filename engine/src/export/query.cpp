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
  const auto step = std::max(kLeastPages, (pages + wanted - 1) / wanted);
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

}  // namespace rowhook
