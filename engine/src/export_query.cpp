#include "export_query.h"

namespace rowhook {

std::string export_query(const RelationName& relation, const std::vector<Expression>& expressions,
                         std::optional<std::uint64_t> limit) {
  auto query = "SELECT " + select_list(expressions) + " FROM " + quote_relation(relation);
  if (limit) query += " LIMIT " + std::to_string(*limit);
  return query;
}

}  // namespace rowhook
