#include "mapping/payload_tree.h"

#include <gtest/gtest.h>

#include "support/vectors.h"

namespace rowhook {
namespace {

TEST(PayloadTree, MatchesVectors) {
  for (const auto& vector : testing::read_vectors("conflicts")) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<FieldPlacement> fields;
    for (const auto& field : vector.at("fields")) {
      fields.push_back({field.at("to"), field.value("omit", false)});
    }
    const auto conflicts = PayloadTree(fields).check();
    auto errors = Json::array();
    for (const auto& error : conflicts.errors) {
      EXPECT_TRUE(error.message.ends_with('.')) << error.message;
      Json json{{"code", kMappingErrorNames[error.code]}, {"pointer", error.pointer}};
      if (!error.related.empty()) json["related"] = error.related;
      errors.push_back(std::move(json));
    }
    EXPECT_EQ(errors, vector.at("errors"));
    // The pointers of warnings are not part of a response.
    ASSERT_EQ(conflicts.warnings.size(), vector.at("warnings").size());
    for (std::size_t i = 0; i < conflicts.warnings.size(); ++i) {
      EXPECT_EQ(Json(conflicts.warnings[i].code), vector.at("warnings").at(i).at("code"));
    }
  }
}

TEST(PayloadTree, LimitsNumberOfFields) {
  std::vector<FieldPlacement> fields;
  for (std::size_t i = 0; i < kMaxFields; ++i) fields.push_back({"f" + std::to_string(i)});
  EXPECT_TRUE(PayloadTree(fields).check().errors.empty());
  fields.push_back({"one_more"});
  ASSERT_EQ(PayloadTree(fields).check().errors.size(), 1U);
  EXPECT_EQ(PayloadTree(fields).check().errors[0].code, MappingErrorCode::too_many_fields);
}

TEST(PayloadTree, LimitsTotalBytesOfPaths) {
  std::vector<FieldPlacement> fields{{std::string(kMaxPathBytes, 'x')}};
  EXPECT_TRUE(PayloadTree(fields).check().errors.empty());
  fields.push_back({"y"});
  ASSERT_EQ(PayloadTree(fields).check().errors.size(), 1U);
  EXPECT_EQ(PayloadTree(fields).check().errors[0].code, MappingErrorCode::paths_too_long);
}

}  // namespace
}  // namespace rowhook
