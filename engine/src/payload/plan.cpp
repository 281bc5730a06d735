#include "payload/plan.h"

#include <algorithm>

namespace rowhook {
namespace {

bool follows(const PlanColumn& value) { return value.encoder.follows_settings; }
bool follows(const PlanJsonValue&) { return false; }
bool follows(const PlanTemplate& value) {
  return std::any_of(value.parts.begin(), value.parts.end(), [](const PlanTemplate::Part& part) {
    const auto* column = std::get_if<PlanColumn>(&part);
    return column != nullptr && follows(*column);
  });
}
bool follows(const PlanSteppedValue& steps) {
  return std::visit([](const auto& value) { return follows(value); }, steps.value);
}

}  // namespace

bool Plan::follows_settings() const {
  return std::any_of(ops.begin(), ops.end(), [](const PlanOp& op) {
    const auto* written = std::get_if<WriteValue>(&op);
    return written != nullptr &&
           std::visit([](const auto& value) { return follows(value); }, written->value);
  });
}

}  // namespace rowhook
