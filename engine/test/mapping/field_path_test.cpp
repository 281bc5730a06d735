#include "mapping/field_path.h"

#include <gtest/gtest.h>

#include <set>

#include "support/vectors.h"

namespace rowhook {
namespace {

FieldPath path_of(const Json& segments) {
  FieldPath path;
  for (const auto& segment : segments) {
    if (segment.is_string()) {
      path.emplace_back(segment.get<std::string>());
    } else {
      path.emplace_back(segment.get<std::size_t>());
    }
  }
  return path;
}

TEST(FieldPath, MatchesVectors) {
  for (const auto& vector : testing::read_vectors("field-paths")) {
    const auto text = vector.at("text").get<std::string>();
    SCOPED_TRACE(text);
    const auto parsed = parse_field_path(text);
    if (vector.contains("error")) {
      ASSERT_TRUE(std::holds_alternative<FieldPathError>(parsed));
      const auto& error = std::get<FieldPathError>(parsed);
      EXPECT_EQ(Json(kMappingErrorNames[error.code]), vector.at("error"));
      EXPECT_NE(error.message.find(vector.value("says", "")), std::string::npos) << error.message;
      continue;
    }
    ASSERT_TRUE(std::holds_alternative<FieldPath>(parsed));
    EXPECT_EQ(std::get<FieldPath>(parsed), path_of(vector.at("path")));
    const auto formatted = format_field_path(std::get<FieldPath>(parsed));
    EXPECT_EQ(formatted, vector.value("format", text));
    EXPECT_EQ(std::get<FieldPath>(parse_field_path(formatted)), std::get<FieldPath>(parsed));
  }
}

TEST(FieldPath, RejectsInvalidUtf8) {
  const auto parsed = parse_field_path("a\xff");
  ASSERT_TRUE(std::holds_alternative<FieldPathError>(parsed));
  EXPECT_EQ(std::get<FieldPathError>(parsed).code, MappingErrorCode::path_character_not_allowed);
}

}  // namespace
}  // namespace rowhook
