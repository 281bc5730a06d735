#include "payload/copy_text.h"

#include <gtest/gtest.h>

#include "support/problem_of.h"

namespace rowhook {
namespace {

std::vector<std::string> texts_of(std::string_view line) {
  std::vector<CopyField> fields;
  split_copy_line(line, fields);
  std::vector<std::string> texts;
  std::string scratch;
  for (const auto& field : fields) {
    texts.push_back(field.null ? "(null)" : std::string(copy_text(field, scratch)));
  }
  return texts;
}

TEST(CopyText, SplitsFieldsAndRecognizesNull) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts_of(""), Texts{""});
  EXPECT_EQ(texts_of("a\tb"), (Texts{"a", "b"}));
  EXPECT_EQ(texts_of("\t\t"), (Texts{"", "", ""}));
  EXPECT_EQ(texts_of("\\N\tN\t\\\\N"), (Texts{"(null)", "N", "\\N"}));
  EXPECT_EQ(texts_of("\\b\\f\\n\\r\\t\\v\\\\"), Texts{"\b\f\n\r\t\v\\"});
}

TEST(CopyText, HandlesTruncatedEscape) {
  EXPECT_EQ(texts_of("a\\"), std::vector<std::string>{"a"});
}

TEST(CopyText, RequiresExpectedNumberOfFields) {
  std::vector<CopyField> fields;
  split_copy_row("a\tb", 2, fields);
  EXPECT_EQ(fields.size(), 2U);
  split_copy_row("", 0, fields);
  EXPECT_TRUE(fields.empty());
  split_copy_row("", 1, fields);
  EXPECT_EQ(fields.size(), 1U);
  for (const auto* line : {"a", "a\tb\tc", ""}) {
    EXPECT_EQ(testing::problem_of([&] { split_copy_row(line, 2, fields); }).code,
              ProblemCode::query_failed);
  }
  EXPECT_EQ(testing::problem_of([&] { split_copy_row("a", 0, fields); }).code,
            ProblemCode::query_failed);
}

TEST(CopyText, ReplacesFieldsOfPreviousLine) {
  std::vector<CopyField> fields;
  split_copy_line("\\N\tb\tc", fields);
  split_copy_line("d", fields);
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].text, "d");
  EXPECT_FALSE(fields[0].null);
  EXPECT_FALSE(fields[0].has_escapes);
}

TEST(CopyText, ReusesStorageOfFields) {
  std::vector<CopyField> fields;
  split_copy_row("a\tb\tc", 3, fields);
  const auto* storage = fields.data();
  const auto capacity = fields.capacity();
  for (const auto* line : {"d", "e\tf\tg", "\\N\t\\N"}) {
    split_copy_line(line, fields);
    EXPECT_EQ(fields.data(), storage) << line;
    EXPECT_EQ(fields.capacity(), capacity) << line;
  }
  split_copy_row("h\ti\tj", 3, fields);
  EXPECT_EQ(fields.data(), storage);
  EXPECT_EQ(fields.capacity(), capacity);
}

}  // namespace
}  // namespace rowhook
