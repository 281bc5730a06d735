#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/expression.h"
#include "catalog/relation.h"

namespace rowhook {

/// Selects the expressions of all rows, or of as many as the limit says.
std::string export_query(const RelationName& relation, const std::vector<Expression>& expressions,
                         std::optional<std::uint64_t> limit);

}  // namespace rowhook
