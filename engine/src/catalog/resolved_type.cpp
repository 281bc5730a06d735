#include "catalog/resolved_type.h"

#include <utility>

#include "catalog/relation_row.h"
#include "sql.h"

namespace rowhook {
namespace {

/// What types.sql selects, in its order.
struct TypeColumns {
  enum : int { oid, base_oid, base_kind, cast_to_json, arrays, delimiter, count };
};

}  // namespace

ResolvedTypes resolve_types(ReadTransaction& transaction, const std::string& oids) {
  ResolvedTypes types;
  if (oids.empty()) return types;
  using At = TypeColumns;
  const auto rows = of_shape(transaction.query_prepared(sql::types, {"{" + oids + "}"}), At::count);
  for (const auto& row : rows) {
    types[row[At::oid].as<std::uint32_t>()] = {
        {row[At::base_oid].as<std::uint32_t>(), letter_at(row, At::base_kind),
         row[At::cast_to_json].as<bool>()},
        row[At::arrays].as<int>(),
        letter_at(row, At::delimiter)};
  }
  return types;
}

// An array inside an array (by way of a domain) is written as a quoted string, and values that the
// server must render do not show what they are: to_json does the whole column then.
ColumnType column_type(std::string name, std::uint32_t oid, const ResolvedType& resolved) {
  ColumnType type{std::move(name), family_of(resolved.base), resolved.arrays == 1,
                  resolved.delimiter};
  type.oid = oid;
  type.user_range = resolved.base.oid >= kFirstOidOfUsers &&
                    (resolved.base.kind == 'r' || resolved.base.kind == 'm');
  type.follows_settings = resolved.arrays > 1 || follows_settings(resolved.base);
  if (resolved.arrays > 1 || type.family == TypeFamily::to_json) {
    type.family = TypeFamily::to_json;
    type.is_array = false;
  }
  return type;
}

}  // namespace rowhook
