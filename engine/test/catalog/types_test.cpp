#include "catalog/types.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(TypeFamily, IsDerivedFromBaseType) {
  const std::vector<std::pair<BaseType, TypeFamily>> cases{
      {{16, 'b', false}, TypeFamily::boolean},    {{20, 'b', false}, TypeFamily::integer},
      {{1700, 'b', false}, TypeFamily::decimal},  {{25, 'b', false}, TypeFamily::text},
      {{26, 'b', false}, TypeFamily::text},       {{17, 'b', false}, TypeFamily::bytea},
      {{3802, 'b', false}, TypeFamily::json},     {{1184, 'b', false}, TypeFamily::timestamptz},
      {{1186, 'b', false}, TypeFamily::interval}, {{22, 'b', false}, TypeFamily::to_json},
      {{30, 'b', false}, TypeFamily::to_json},    {{2249, 'p', false}, TypeFamily::to_json},
      {{70000, 'c', false}, TypeFamily::to_json}, {{70000, 'b', true}, TypeFamily::to_json},
      {{70000, 'b', false}, TypeFamily::text},    {{70000, 'e', false}, TypeFamily::text}};
  for (const auto& [type, family] : cases) EXPECT_EQ(family_of(type), family) << type.oid;
}

}  // namespace
}  // namespace rowhook
