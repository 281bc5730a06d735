#include "payload/type_rules.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

struct Formats {
  TypeFamily family;
  std::optional<Cast> cast;
  std::vector<std::string> known;
  std::vector<std::string> foreign;  ///< what other settings or other servers print
  IssueCode code = IssueCode::unexpected_format;
};

const std::vector<std::string> kForeignDates = {"",
                                                "29/02/2024",
                                                "02/29/2024",
                                                "29.02.2024",
                                                "02-29-2024",
                                                "2024-2-29",
                                                "2024-02-29x",
                                                "2024-13-01",
                                                "2024-00-10",
                                                "2024-02-32",
                                                "24-02-29",
                                                "-2024-02-29",
                                                "2024-02-29 AD",
                                                "Infinity",
                                                "2024-02-29\n",
                                                "2024-02-29T",
                                                "99999999-01-01",
                                                "2024-02-29  BC",
                                                "5874898-01-01",
                                                "0000-01-01"};

const std::vector<std::string> kForeignTimestamps = {"",
                                                     "2024-02-29",
                                                     "2024-02-29T12:34:56",
                                                     "02/29/2024 12:34:56",
                                                     "29.02.2024 12:34:56",
                                                     "Thu Feb 29 12:34:56 2024",
                                                     "2024-02-29 12:34",
                                                     "2024-02-29 25:34:56",
                                                     "2024-02-29 12:34:56.",
                                                     "2024-02-29 12:34:56.1234567",
                                                     "2024-02-29 12:34:56\n{}",
                                                     "Infinity"};

const std::vector<std::string> kForeignZones = {
    "2024-02-29 12:34:56",     "2024-02-29 21:34:56+09",       "2024-02-29 18:04:56+05:30",
    "2024-02-29 12:34:56-00",  "2024-02-29 12:34:56+00:19:32", "2024-02-29 12:34:56 UTC",
    "29.02.2024 12:34:56 UTC", "2024-02-29 12:34:56Z",         "2024-02-29 12:34:56+00 AD"};

const std::vector<std::string> kForeignBytes = {
    "", "hi", "\\001\\377", "\\x0", "\\xAB", "\\xzz", "\\x00\n00", "x00", "\\X00", "\\x 0"};

std::vector<std::string> together(std::vector<std::string> list,
                                  const std::vector<std::string>& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

const std::vector<Formats>& all_formats() {
  using F = TypeFamily;
  static const std::vector<std::string> kNoIntegers = {"",
                                                       "1.0",
                                                       "1e2",
                                                       "+1",
                                                       "01",
                                                       " 1",
                                                       "1 ",
                                                       "-",
                                                       "1\n",
                                                       "0x1",
                                                       "1,0",
                                                       "NaN",
                                                       "1\n{\"$end\":{}}"};
  static const std::vector<std::string> kNoNumbers = {"",    ".5",  "1.",  "+1",        "01", "1,5",
                                                      "nan", "inf", "1\n", "Infinity ", "1e", "$1"};
  static const std::vector<std::string> kNoBooleans = {"", "true", "false", "T", "1", "t ", "null"};
  static const std::vector<std::string> kNoJson = {"",   "[NaN,1]", "{a:1}", "1 2",
                                                   "[1", "\"\n\"",  "'a'"};
  static const std::vector<Formats> formats = {
      {F::boolean, {}, {"t", "f"}, kNoBooleans},
      {F::boolean, Cast::string, {"t", "f"}, kNoBooleans},
      {F::integer, {}, {"0", "-9223372036854775808"}, kNoIntegers},
      {F::integer, Cast::string, {"0", "-1"}, kNoIntegers},
      {F::decimal, {}, {"0.10", "-0.00", "1e-320", "1e+20", "NaN", "-Infinity"}, kNoNumbers},
      {F::decimal, Cast::string, {"0.10", "Infinity"}, kNoNumbers},
      {F::date,
       {},
       {"2024-02-29", "0044-03-15 BC", "5874897-12-31", "infinity", "-infinity"},
       kForeignDates},
      {F::date, Cast::unix_millis, {"2024-02-29", "0044-03-15 BC"}, kForeignDates},
      {F::timestamp,
       {},
       {"2024-02-29 12:34:56", "0044-03-15 12:00:00.5 BC", "infinity"},
       together(kForeignTimestamps, {"2024-02-29 12:34:56+00"})},
      {F::timestamp, Cast::unix_seconds, {"2024-02-29 12:34:56.5"}, {"29.02.2024 12:34:56", ""}},
      {F::timestamptz,
       {},
       {"2024-02-29 12:34:56.789012+00", "0044-03-15 12:00:00+00 BC", "-infinity"},
       together(kForeignTimestamps, kForeignZones)},
      {F::timestamptz, Cast::string, {"2024-02-29 12:34:56+00"}, kForeignZones},
      {F::timestamptz, Cast::unix_seconds, {"2024-02-29 12:34:56+00"}, {"2024-02-29 21:34:56+09"}},
      {F::timestamptz, Cast::unix_millis, {"2024-02-29 12:34:56+00"}, {"2024-02-29 21:34:56+09"}},
      {F::interval,
       {},
       {"PT0S", "P1Y2M3DT4H5M6.789S", "P-1DT-2H-3.5S", "infinity"},
       {"", "P", "PT", "P1DT", "1 day", "-1 2:03:04", "1-2", "00:00:00", "@ 1 day", "P1D ", "P1M1Y",
        "PT1.5H", "P1Y1Y", "1D", "PT1S\n", "P1"}},
      {F::bytea, {}, {"\\x", "\\x00ff", "\\xdeadbe"}, kForeignBytes},
      {F::bytea, Cast::hex, {"\\x", "\\x00ff"}, kForeignBytes},
      {F::json, {}, {"{\"a\": 1e400}", " null "}, kNoJson, IssueCode::not_json},
      {F::json, Cast::string, {"{\"a\": 1e400}"}, kNoJson, IssueCode::not_json},
      {F::to_json, {}, {"[1]"}, kNoJson, IssueCode::not_json},
      {F::text, Cast::json, {"[1]"}, kNoJson, IssueCode::not_json},
  };
  return formats;
}

Outcome issue_of(const ColumnType& type, std::optional<Cast> cast, const std::string& value) {
  Scratch scratch;
  std::string out;
  return encoder_for(type, cast)(value, out, scratch);
}

TEST(Encoder, D17_TakesTheFormatOfItsTypeAndNoOther) {
  for (const auto& [family, cast, known, foreign, code] : all_formats()) {
    SCOPED_TRACE(static_cast<int>(family));
    SCOPED_TRACE(cast ? to_string(*cast) : "default");
    for (const auto& value : known) {
      EXPECT_EQ(issue_of({"type", family}, cast, value), std::nullopt) << value;
    }
    for (const auto& value : foreign) {
      EXPECT_EQ(issue_of({"type", family}, cast, value), code) << value;
    }
  }
}

TEST(Encoder, D17_ElementsOfArraysHaveTheFormatOfTheirTypeToo) {
  for (const auto& [family, cast, known, foreign, code] : all_formats()) {
    if (cast) continue;
    SCOPED_TRACE(static_cast<int>(family));
    for (const auto& value : foreign) {
      std::string element;
      for (const char c : value) {
        if (c == '"' || c == '\\') element += '\\';
        element += c;
      }
      EXPECT_EQ(issue_of({"type[]", family, true}, cast, "{\"" + element + "\"}"), code) << value;
    }
  }
}

TEST(Encoder, D17_ArraysHaveTheFormatOfArrays) {
  const ColumnType integers{"int4[]", TypeFamily::integer, true};
  for (const char* value : {"{}", "{1,NULL}", "{{1},{2}}", "[0:1]={1,2}", "{{}}"}) {
    EXPECT_EQ(issue_of(integers, {}, value), std::nullopt) << value;
  }
  for (const char* value :
       {"",      "1",       "{",       "}",       "{1",       "{1}}", "{1}\n{2}",
        "{,}",   "{1,}",    "{,1}",    "{1{2}}",  "{{1}2}",   "{1 }", "{\"1}",
        "[0:1]", "[0:1]=1", "[x]={1}", "{1},{2}", "{1\"2\"}", "NULL"}) {
    EXPECT_EQ(issue_of(integers, {}, value), IssueCode::unexpected_format) << value;
  }
}

TEST(TypeRules, SayWhichJsonAColumnBecomes) {
  EXPECT_EQ(json_type({"boolean", TypeFamily::boolean}), "boolean");
  EXPECT_EQ(json_type({"bigint", TypeFamily::integer}), "number");
  EXPECT_EQ(json_type({"numeric", TypeFamily::decimal}), "number");
  EXPECT_EQ(json_type({"uuid", TypeFamily::text}), "string");
  EXPECT_EQ(json_type({"date", TypeFamily::date}), "string");
  EXPECT_EQ(json_type({"bytea", TypeFamily::bytea}), "string");
  EXPECT_EQ(json_type({"jsonb", TypeFamily::json}), "json");
  EXPECT_EQ(json_type({"hstore", TypeFamily::to_json}), "json");
  EXPECT_EQ(json_type({"jsonb[]", TypeFamily::json, true}), "array");
}

}  // namespace
}  // namespace rowhook
