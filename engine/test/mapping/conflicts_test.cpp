#include "mapping/conflicts.h"

#include <gtest/gtest.h>

#include "support/vectors.h"

namespace rowhook {
namespace {

Json finding(std::string_view code, const std::string& pointer, const std::string& related) {
  Json json{{"code", code}, {"pointer", pointer}};
  if (!related.empty()) json["related"] = related;
  return json;
}

PlacementResult check(const std::vector<Placement>& fields) {
  return check_placements(fields, Placements(fields));
}

TEST(Conflicts, MatchTheVectors) {
  for (const auto& vector : testing::read_vectors("conflicts")) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<Placement> fields;
    for (const auto& field : vector.at("fields")) {
      fields.push_back({field.at("to"), field.value("omit", false)});
    }
    const auto conflicts = check(fields);
    auto errors = Json::array();
    for (const auto& error : conflicts.errors) {
      EXPECT_TRUE(error.message.ends_with('.')) << error.message;
      errors.push_back(finding(to_string(error.code), error.pointer, error.related));
    }
    auto warnings = Json::array();
    for (const auto& warning : conflicts.warnings) {
      warnings.push_back(finding(warning.code, warning.pointer, warning.related));
    }
    EXPECT_EQ(errors, vector.at("errors"));
    EXPECT_EQ(warnings, vector.at("warnings"));
  }
}

TEST(Conflicts, BoundTheNumberOfFields) {
  std::vector<Placement> fields;
  for (std::size_t i = 0; i < kMaxFields; ++i) fields.push_back({"f" + std::to_string(i)});
  EXPECT_TRUE(check(fields).errors.empty());
  fields.push_back({"one_more"});
  ASSERT_EQ(check(fields).errors.size(), 1U);
  EXPECT_EQ(check(fields).errors[0].code, MappingErrorCode::too_many_fields);
}

TEST(Conflicts, BoundTheBytesOfAllPaths) {
  std::vector<Placement> fields{{std::string(kMaxPathBytes, 'x')}};
  EXPECT_TRUE(check(fields).errors.empty());
  fields.push_back({"y"});
  ASSERT_EQ(check(fields).errors.size(), 1U);
  EXPECT_EQ(check(fields).errors[0].code, MappingErrorCode::paths_too_long);
}

}  // namespace
}  // namespace rowhook
