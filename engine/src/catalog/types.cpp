#include "catalog/types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sql.h"

namespace rowhook {
namespace {

struct BuiltInType {
  std::uint32_t oid;  // never changes (pg_type.dat)
  TypeFamily family;
  /// See ColumnType. For to_json, true if the JSON may contain a float, a range of times or any
  /// other type that follows settings.
  bool follows_settings = false;
};

// Built-in types that are not listed are text, except composites. Their text depends on no setting
// that RowStream::settings_changed() compares (that of money depends on lc_monetary, that of
// regclass on search_path and quote_all_identifiers). to_json treats int2vector and oidvector as
// arrays, but their text has no braces. types.sql and relation.sql also contain the oids of both.
constexpr std::array kBuiltInTypes{
    BuiltInType{16, TypeFamily::boolean},          // bool
    BuiltInType{17, TypeFamily::bytea},            // bytea
    BuiltInType{20, TypeFamily::integer},          // int8
    BuiltInType{21, TypeFamily::integer},          // int2
    BuiltInType{22, TypeFamily::to_json},          // int2vector
    BuiltInType{30, TypeFamily::to_json},          // oidvector
    BuiltInType{23, TypeFamily::integer},          // int4
    BuiltInType{114, TypeFamily::json},            // json
    BuiltInType{600, TypeFamily::text, true},      // point
    BuiltInType{601, TypeFamily::text, true},      // lseg
    BuiltInType{602, TypeFamily::text, true},      // path
    BuiltInType{603, TypeFamily::text, true},      // box
    BuiltInType{604, TypeFamily::text, true},      // polygon
    BuiltInType{628, TypeFamily::text, true},      // line
    BuiltInType{700, TypeFamily::decimal, true},   // float4
    BuiltInType{701, TypeFamily::decimal, true},   // float8
    BuiltInType{718, TypeFamily::text, true},      // circle
    BuiltInType{1082, TypeFamily::date},           // date
    BuiltInType{1114, TypeFamily::timestamp},      // timestamp
    BuiltInType{1184, TypeFamily::timestamptz},    // timestamptz
    BuiltInType{1186, TypeFamily::interval},       // interval
    BuiltInType{1700, TypeFamily::decimal},        // numeric
    BuiltInType{2249, TypeFamily::to_json, true},  // record
    BuiltInType{kJsonb, TypeFamily::json},
    BuiltInType{3908, TypeFamily::text, true},  // tsrange
    BuiltInType{3910, TypeFamily::text, true},  // tstzrange
    BuiltInType{3912, TypeFamily::text, true},  // daterange
    BuiltInType{4533, TypeFamily::text, true},  // tsmultirange
    BuiltInType{4534, TypeFamily::text, true},  // tstzmultirange
    BuiltInType{4535, TypeFamily::text, true},  // datemultirange
};

/// Returns null for a type that is not in the table.
const BuiltInType* find_built_in(std::uint32_t oid) {
  const auto* found = std::ranges::find(kBuiltInTypes, oid, &BuiltInType::oid);
  return found == kBuiltInTypes.end() ? nullptr : found;
}

/// Columns of types.sql, in order.
struct TypeColumns {
  enum : int { oid, base_oid, base_kind, cast_to_json, arrays, delimiter, count };
};

}  // namespace

TypeFamily family_of(const BaseType& type) {
  if (const auto* built_in = find_built_in(type.oid)) return built_in->family;
  return type.kind == 'c' || type.casts_to_json ? TypeFamily::to_json : TypeFamily::text;
}

bool follows_settings(const BaseType& type) {
  if (const auto* built_in = find_built_in(type.oid)) return built_in->follows_settings;
  return family_of(type) == TypeFamily::to_json ||
         (type.oid >= kFirstNormalObjectId && type.kind != 'e');
}

ResolvedTypes resolve_types(ReadTransaction& transaction, const std::string& oids) {
  ResolvedTypes types;
  if (oids.empty()) return types;
  using At = TypeColumns;
  const auto rows =
      require_shape(transaction.query_prepared(sql::types, {"{" + oids + "}"}), At::count);
  for (const auto& row : rows) {
    types[row[At::oid].as<std::uint32_t>()] = {
        {row[At::base_oid].as<std::uint32_t>(), letter_at(row, At::base_kind),
         row[At::cast_to_json].as<bool>()},
        row[At::arrays].as<int>(),
        letter_at(row, At::delimiter)};
  }
  return types;
}

// An array within an array (through a domain) is printed as a quoted string, and the elements of an
// array of composites have no text that an encoder can read. Such columns use to_json as a whole.
ColumnType column_type(std::string name, std::uint32_t oid, const ResolvedType& resolved) {
  ColumnType type{std::move(name), family_of(resolved.base), resolved.arrays == 1,
                  resolved.delimiter};
  type.oid = oid;
  type.follows_settings = resolved.arrays > 1 || follows_settings(resolved.base);
  if (resolved.arrays > 1 || type.family == TypeFamily::to_json) {
    type.family = TypeFamily::to_json;
    type.is_array = false;
  }
  // The bounds of a range that is not built in may be intervals.
  const bool user_range = resolved.base.oid >= kFirstNormalObjectId &&
                          (resolved.base.kind == 'r' || resolved.base.kind == 'm');
  type.may_hold_interval =
      type.family == TypeFamily::interval || type.family == TypeFamily::to_json || user_range;
  return type;
}

}  // namespace rowhook
