#include "catalog/source.h"

#include <array>
#include <cstddef>

namespace rowhook {
namespace {

// In the order of Condition::Operator.
constexpr std::array<std::string_view, 11> kOperatorNames{
    "=", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "null", "notNull"};

}  // namespace

std::string_view to_string(Condition::Operator is) {
  return kOperatorNames[static_cast<std::size_t>(is)];
}

std::optional<Condition::Operator> operator_from(std::string_view name) {
  for (std::size_t i = 0; i < kOperatorNames.size(); ++i) {
    if (kOperatorNames[i] == name) return static_cast<Condition::Operator>(i);
  }
  return std::nullopt;
}

}  // namespace rowhook
