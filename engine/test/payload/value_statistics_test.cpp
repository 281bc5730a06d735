#include "payload/value_statistics.h"

#include <gtest/gtest.h>

#include <string>

namespace rowhook {
namespace {

FieldStatistics statistics_of(const std::vector<std::string_view>& values) {
  ValueStatistics statistics(1);
  for (const auto value : values) statistics.add(0, value);
  return statistics.field(0);
}

TEST(ValueStatistics, CountsCharactersOfLongestString) {
  EXPECT_EQ(statistics_of({"1", "[\"long enough\"]"}).longest, std::nullopt);
  EXPECT_EQ(statistics_of({R"("")"}).longest, 0U);
  EXPECT_EQ(statistics_of({R"("abc")", R"("ab")"}).longest, 3U);
  EXPECT_EQ(statistics_of({R"("ünï")"}).longest, 3U);
  EXPECT_EQ(statistics_of({R"("a\n\"\\b")"}).longest, 5U);
  EXPECT_EQ(statistics_of({R"("\u0001x")"}).longest, 2U);
  EXPECT_EQ(statistics_of({R"("\ud83d\ude00")", R"("😀")"}).longest, 1U);
}

TEST(ValueStatistics, CountsUnsafeIntegers) {
  EXPECT_EQ(statistics_of({"9007199254740991", "-9007199254740991", "1e400", "9007199254740992.5",
                           R"("9007199254740993")"})
                .unsafe_numbers,
            0U);
  EXPECT_EQ(statistics_of({"9007199254740992", "-9007199254740992", "12345678901234567890"})
                .unsafe_numbers,
            3U);
}

TEST(ValueStatistics, CollectsJsonTypes) {
  EXPECT_EQ(statistics_of({}).types, 0U);
  EXPECT_EQ(statistics_of({"null", "true", "false", "-1", R"("")", "[]", "{}"}).types, 0b111111U);
  EXPECT_EQ(statistics_of({"2", "[1]"}).types, 0b010100U);
}

TEST(ValueStatistics, CountsNullsPerRowAndField) {
  ValueStatistics statistics(3);
  for (int row = 0; row < 2; ++row) {
    statistics.begin_row();
    statistics.add_null(0);
    statistics.add_null(2);
  }
  EXPECT_EQ(statistics.nulls_in_row(), 2U);
  EXPECT_EQ(statistics.field(0).nulls, 2U);
  EXPECT_EQ(statistics.field(1).nulls, 0U);
}

TEST(ValueStatistics, MergesOtherStatistics) {
  ValueStatistics one(1);
  one.add(0, R"("abc")");
  one.add_null(0);
  ValueStatistics other(1);
  other.add(0, "9007199254740992");
  one += other;
  const auto& field = one.field(0);
  EXPECT_EQ(field.nulls, 1U);
  EXPECT_EQ(field.unsafe_numbers, 1U);
  EXPECT_EQ(field.longest, 3U);
  EXPECT_EQ(field.types, 0b001100U);
}

}  // namespace
}  // namespace rowhook
