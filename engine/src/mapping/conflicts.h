#pragma once

#include <vector>

#include "mapping/placements.h"

namespace rowhook {

constexpr std::size_t kMaxFields = 2000;
constexpr std::size_t kMaxPathBytes = 64 * 1024;

struct PlacementResult {
  /// Sorted by field. A field's own error comes before the gap or omission that it causes.
  std::vector<MappingError> errors;
  std::vector<MappingWarning> warnings;
};

/// Checks all paths of a mapping against each other and returns every error. The contracts have the
/// same rules; contracts/vectors/conflicts.json keeps both in sync. REQUIRES: `placements` was made
/// from `fields`.
PlacementResult check_placements(const std::vector<Placement>& fields,
                                 const Placements& placements);

}  // namespace rowhook
