#pragma once

#include <cstdint>

#include "catalog/column.h"

namespace rowhook {

constexpr std::uint32_t kFirstOidOfUsers = 16'384;  // FirstNormalObjectId of Postgres

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

}  // namespace rowhook
