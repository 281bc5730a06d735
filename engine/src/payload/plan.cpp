#include "payload/plan.h"

#include <algorithm>

namespace rowhook {
namespace {

bool source_follows(const PlanColumn& source) { return source.encoder.follows_settings; }
bool source_follows(const PlanPointer&) { return false; }
bool source_follows(const PlanTemplate& source) {
  return std::any_of(source.parts.begin(), source.parts.end(), [](const PlanTemplate::Part& part) {
    const auto* column = std::get_if<PlanColumn>(&part);
    return column != nullptr && source_follows(*column);
  });
}

}  // namespace

bool Plan::follows_settings() const {
  return std::any_of(steps.begin(), steps.end(), [](const PlanStep& step) {
    const auto* value = std::get_if<ValueStep>(&step);
    return value != nullptr &&
           std::visit([](const auto& source) { return source_follows(source); }, value->source);
  });
}

}  // namespace rowhook
