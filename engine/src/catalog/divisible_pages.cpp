#include "catalog/divisible_pages.h"

#include "sql.h"

namespace rowhook {

std::optional<std::int64_t> divisible_pages(ReadTransaction& transaction,
                                            const RelationName& name) {
  if (name.holds_nul()) return std::nullopt;
  const auto found = of_shape(transaction.query(sql::divisible_pages, {name.schema, name.name}), 1);
  if (found.empty()) return std::nullopt;
  return found[0][0].as<std::int64_t>();
}

}  // namespace rowhook
