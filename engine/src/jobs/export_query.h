#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/select_item.h"

namespace rowhook {

/// Returns a query for the items of all rows, or of at most `limit` rows.
std::string export_query(const RowSource& source, const std::vector<SelectItem>& items,
                         std::optional<std::uint64_t> limit);

/// Returns queries that divide a table into ranges of pages. There are more ranges than workers, so
/// that each worker can take the next one when it is done. The last range has no upper end, because
/// the table may have grown since its pages were counted.
std::vector<std::string> export_queries(const RowSource& table,
                                        const std::vector<SelectItem>& items, std::int64_t pages,
                                        std::size_t workers);

/// Returns a query for two numbers: the rows that have a NULL in their key, and the rows whose key
/// is not unique. Keys are compared as text. REQUIRES: the source has a readable key.
std::string key_query(const RowSource& source);

}  // namespace rowhook
