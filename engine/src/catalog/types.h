#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/column.h"
#include "postgres/read_transaction.h"

namespace rowhook {

/// FirstNormalObjectId of Postgres: the oids of built-in types are smaller. Also used in types.sql.
constexpr std::uint32_t kFirstNormalObjectId = 16'384;

/// A base type: neither a domain nor an array.
struct BaseType {
  std::uint32_t oid = 0;
  char kind = 'b';             ///< pg_type.typtype
  bool casts_to_json = false;  ///< the type has a cast function to json and is not built in
};

/// Returns the family, by the rules of to_json (json_categorize_type in json.c of Postgres). A type
/// of an extension has no rule of its own, because its oid differs between databases.
TypeFamily family_of(const BaseType& type);

/// Returns whether the text of a value depends on a setting without showing it: numbers with fewer
/// digits, times of a range in another time zone, any value in a composite.
bool follows_settings(const BaseType& type);

/// A type without its domains and arrays.
struct ResolvedType {
  BaseType base;
  int arrays = 0;  ///< number of array levels around the base type
  char delimiter = ',';
};

using ResolvedTypes = std::map<std::uint32_t, ResolvedType>;

/// Looks up types by oid. `oids`: separated by commas.
ResolvedTypes resolve_types(ReadTransaction& transaction, const std::string& oids);

/// Returns a value of the Postgres type "char".
template <class Row>
char letter_at(const Row& row, int column) {
  return row[column].c_str()[0];
}

/// `name`: as format_type() returns it.
ColumnType column_type(std::string name, std::uint32_t oid, const ResolvedType& resolved);

}  // namespace rowhook
