#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/column.h"
#include "catalog/type_family.h"
#include "postgres/read_transaction.h"

namespace rowhook {

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
