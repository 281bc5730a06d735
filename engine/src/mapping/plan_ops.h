#pragma once

#include <optional>
#include <vector>

#include "mapping/document.h"
#include "mapping/payload_tree.h"
#include "payload/plan.h"

namespace rowhook {

/// Returns the operations that write a payload. `values`: the compiled value of each field,
/// or nothing for a constant; they are moved into the result. REQUIRES: PayloadTree::check()
/// returned no errors.
std::vector<PlanOp> make_plan_ops(const PayloadTree& tree, const Mapping& mapping,
                                  std::vector<std::optional<PlanValue>>& values);

}  // namespace rowhook
