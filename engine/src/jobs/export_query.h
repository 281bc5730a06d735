#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/select_item.h"

namespace rowhook {

/// Selects the items of all rows, or of as many as the limit says.
std::string export_query(const RowSource& source, const std::vector<SelectItem>& items,
                         std::optional<std::uint64_t> limit);

/// Selects the same of a table in ranges of its pages, for `workers` to read one after the other as
/// each comes to it. The last range is open: the table may have grown since its pages were counted.
std::vector<std::string> export_queries(const RowSource& table,
                                        const std::vector<SelectItem>& items, std::int64_t pages,
                                        std::size_t workers);

/// Selects two numbers about the key of a source: the rows that have a NULL in it, and those whose
/// key another row has too. Keys are compared as text. REQUIRES: the source has a readable key.
std::string key_query(const RowSource& source);

}  // namespace rowhook
