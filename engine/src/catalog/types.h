#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/column.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// FirstNormalObjectId of Postgres: no built-in type has this or a larger oid. Also in types.sql.
constexpr std::uint32_t kFirstNormalObjectId = 16'384;

/// What the catalog says about a type that is neither a domain nor an array.
struct BaseType {
  std::uint32_t oid = 0;
  char kind = 'b';             ///< pg_type.typtype
  bool casts_to_json = false;  ///< there is a cast function to json, and the type is not built in
};

/// The family by the rules of to_json (json_categorize_type in Postgres's json.c).
TypeFamily family_of(const BaseType& type);

/// Whether the text of a value depends on a setting in a way that its format does not show: numbers
/// with fewer digits, times of a range in another zone, whatever a composite holds.
bool follows_settings(const BaseType& type);

/// A type as the catalog resolves it: what is left of it without domains and arrays.
struct ResolvedType {
  BaseType base;
  int arrays = 0;  ///< how many lie around the base
  char delimiter = ',';
};

using ResolvedTypes = std::map<std::uint32_t, ResolvedType>;

/// Looks up types by oid. `oids`: with commas between them.
ResolvedTypes resolve_types(ReadTransaction& transaction, const std::string& oids);

/// `name`: as format_type() prints it.
ColumnType column_type(std::string name, std::uint32_t oid, const ResolvedType& resolved);

}  // namespace rowhook
