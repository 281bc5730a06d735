#pragma once

#include <vector>

#include "mapping/placements.h"

namespace rowhook {

constexpr std::size_t kMaxFields = 2000;
constexpr std::size_t kMaxPathBytes = 64 * 1024;

struct PlacementResult {
  /// Ordered by field; a field's own error comes before the gap or omission it causes.
  std::vector<MappingError> errors;
  std::vector<MappingWarning> warnings;
};

/// Checks the paths of a whole mapping against each other: every error at once. `placements` must
/// have been made from `fields`. The contracts rule the same way; contracts/vectors/conflicts.json
/// holds both to it.
PlacementResult check_placements(const std::vector<Placement>& fields,
                                 const Placements& placements);

}  // namespace rowhook
