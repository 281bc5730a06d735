
#include "base/json_scan.h"

#include <gtest/gtest.h>
namespace rowhook {
namespace {

TEST(JsonScan, AcceptsExactlyOneJsonValue) {
  for (const char* json : {"0", "-0", "1.5e+3", "1e400", "true", "null", "\"\"", "\"\\u00e9\\n\"",
                           "[]", "{}", " [1, 2] ", "{\"a\":{\"a\":[[]]}, \"a\": 1}",
                           "[\"]\", \"}\"]", "123456789012345678901234567890"}) {
    EXPECT_TRUE(is_json(json)) << json;
  }
  for (const char* text : {"",        " ",        "01",          "+1",     ".5",
                           "1.",      "1e",       "--1",         "tru",    "nulll",
                           "\"",      "\"\\x\"",  "\"\\u12g4\"", "\"\n\"", "[",
                           "]",       "[1,]",     "[,1]",        "[1 2]",  "{",
                           "{\"a\"}", "{\"a\":}", "{\"a\":1,}",  "{a:1}",  "{\"a\":1 \"b\":2}",
                           "[1}",     "1 2",      "NaN",         "'a'"}) {
    EXPECT_FALSE(is_json(text)) << text;
  }
}

TEST(JsonScan, RemovesWhitespaceOutsideStrings) {
  TextBuffer out;
  out.append("key:");
  EXPECT_TRUE(append_json_compact(
      out, " { \"a b\" : [ 1 ,\n\t-2.50 , \" \\\" \" , { } , [ ] ] , \"c\":null } "));
  EXPECT_EQ(out.view(), R"(key:{"a b":[1,-2.50," \" ",{},[]],"c":null})");
  for (const char* text : {"", " ", "1 2", "[1,]", "{\"a\" 1}", "[1", "tru", "\"\n\""}) {
    EXPECT_FALSE(append_json_compact(out, text)) << text;
  }
}

TEST(JsonScan, HandlesAMillionNestedArrays) {
  constexpr std::size_t kDepth = 1'000'000;
  EXPECT_TRUE(is_json(std::string(kDepth, '[') + std::string(kDepth, ']')));
  EXPECT_FALSE(is_json(std::string(kDepth, '[')));
}

TEST(JsonScan, RecognizesNumbersAndIntegers) {
  EXPECT_TRUE(is_json_number("-1.50e-7"));
  EXPECT_FALSE(is_json_number(" 1"));
  EXPECT_FALSE(is_json_number("1\n"));
  EXPECT_TRUE(is_json_integer("-12"));
  EXPECT_FALSE(is_json_integer("1.0"));
  EXPECT_FALSE(is_json_integer("1e2"));
  EXPECT_FALSE(is_json_integer("-"));
}

TEST(JsonScan, DecodesStringTokens) {
  EXPECT_EQ(json_string_value(R"("a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")"), "a\"\\/\b\f\n\r\té😀");
  EXPECT_EQ(json_string_value(R"("\ud83d")"), std::nullopt);
  EXPECT_EQ(json_string_value(R"("\ude00")"), std::nullopt);
  EXPECT_EQ(json_string_value(R"("\ud83d\u0041")"), std::nullopt);
}

}  // namespace
}  // namespace rowhook
