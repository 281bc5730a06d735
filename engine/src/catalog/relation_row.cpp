#include "catalog/relation_row.h"

namespace rowhook {

RelationKind kind_of_letter(char relkind) {
  switch (relkind) {
    case 'p':
      return RelationKind::partitioned_table;
    case 'v':
      return RelationKind::view;
    case 'm':
      return RelationKind::materialized_view;
    case 'f':
      return RelationKind::foreign_table;
    default:
      return RelationKind::table;
  }
}

std::optional<std::int64_t> estimated_rows(RelationKind kind, std::int64_t reltuples,
                                           std::int64_t pages, int version) {
  if (kind == RelationKind::view || reltuples < 0) return std::nullopt;
  // Before Postgres 14, a table that was never counted has zero rows and zero pages.
  if (reltuples == 0 && pages == 0 && version < 140'000) return std::nullopt;
  return reltuples;
}

}  // namespace rowhook
