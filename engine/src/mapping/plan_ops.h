#pragma once

#include <optional>
#include <vector>

#include "mapping/document.h"
#include "mapping/payload_tree.h"
#include "payload/plan.h"

namespace rowhook {

/// Returns the operations that write a payload. `values`: those of the fields, which are moved into
/// the result; nothing for a constant. REQUIRES: PayloadTree::check() returned no errors.
std::vector<PlanOp> plan_ops(const PayloadTree& tree, const Mapping& mapping,
                             std::vector<std::optional<PlanValue>>& values);

}  // namespace rowhook
