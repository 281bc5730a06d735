#include "payload/type_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "payload/encodings.h"

namespace rowhook {
namespace {

/// The texts that an encoder accepts and rejects.
struct Formats {
  EncodeFunction encode;
  std::vector<std::string> known;
  std::vector<std::string> foreign;  ///< text under other settings or from other servers
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
  using namespace encodings;
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
  static const std::vector<std::string> kDates = {"2024-02-29", "0044-03-15 BC", "5874897-12-31"};
  static const std::vector<std::string> kTimestamps = {"2024-02-29 12:34:56",
                                                       "0044-03-15 12:00:00.5 BC"};
  static const std::vector<std::string> kUtc = {"2024-02-29 12:34:56.789012+00",
                                                "0044-03-15 12:00:00+00 BC"};
  static const auto kNoDates = together(kForeignDates, {"2024-02-29 12:34:56"});
  static const auto kNoTimestamps = together(kForeignTimestamps, {"2024-02-29 12:34:56+00"});
  static const auto kNoUtc = together(kForeignTimestamps, kForeignZones);
  static const std::vector<Formats> formats = {
      {boolean, {"t", "f"}, kNoBooleans},
      {boolean_as_string, {"t", "f"}, kNoBooleans},
      {integer, {"0", "-9223372036854775808"}, kNoIntegers},
      {integer_as_string, {"0", "-1"}, kNoIntegers},
      {decimal, {"0.10", "-0.00", "1e-320", "1e+20", "NaN", "-Infinity"}, kNoNumbers},
      {decimal_as_string, {"0.10", "Infinity"}, kNoNumbers},
      {text, {"", "\n", "$1"}, {}},  // any text is valid
      {text_as_number,
       {"0.10", "-1e5"},
       together({"NaN", "Infinity", " 1"}, kNoNumbers),
       IssueCode::not_a_number},
      {text_as_integer, {"0", "-1"}, kNoIntegers, IssueCode::not_an_integer},
      {text_as_boolean,
       {"true", "false"},
       {"", "t", "f", "True", "TRUE", "1", "true ", "true\n", "null"},
       IssueCode::not_a_boolean},
      {date, together(kDates, {"infinity", "-infinity"}), kNoDates},
      {unix_seconds<F::date>, kDates, kNoDates},
      {unix_millis<F::date>, kDates, kNoDates},
      {timestamp, together(kTimestamps, {"infinity"}), kNoTimestamps},
      {unix_seconds<F::timestamp>, kTimestamps, kNoTimestamps},
      {unix_millis<F::timestamp>, kTimestamps, kNoTimestamps},
      {timestamptz, together(kUtc, {"-infinity"}), kNoUtc},
      {unix_seconds<F::timestamptz>, kUtc, kNoUtc},
      {unix_millis<F::timestamptz>, kUtc, kNoUtc},
      {interval,
       {"PT0S", "P1Y2M3DT4H5M6.789S", "P-1DT-2H-3.5S", "infinity"},
       {"", "P", "PT", "P1DT", "1 day", "-1 2:03:04", "1-2", "00:00:00", "@ 1 day", "P1D ", "P1M1Y",
        "PT1.5H", "P1Y1Y", "1D", "PT1S\n", "P1"}},
      {bytea_as_base64, {"\\x", "\\x00ff", "\\xdeadbe"}, kForeignBytes},
      {bytea_as_hex, {"\\x", "\\x00ff"}, kForeignBytes},
      {json, {"{\"a\": 1e400}", " null ", "[1]"}, kNoJson, IssueCode::not_json},
      {json_as_string, {"{\"a\": 1e400}", "\"a\""}, kNoJson, IssueCode::not_json},
      {json_text_of, {"{\"a\": 1e400}", "\"a\"", "1"}, kNoJson, IssueCode::not_json},
  };
  return formats;
}

/// Fails if this file has no formats for the encoder, for example because it is new.
const Formats& formats_of(const Encoder& encoder) {
  static const Formats none{};
  const auto& formats = all_formats();
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const Formats& each) {
    return each.encode == encoder.scalar;
  });
  if (found != formats.end()) return *found;
  ADD_FAILURE() << "This encoder has no formats.";
  return none;
}

/// Every type without length or scale, as TypeRules knows it.
std::vector<ColumnType> all_types(bool arrays) {
  std::vector<ColumnType> types;
  for (std::size_t family = 0; family < kTypeFamilies; ++family) {
    types.push_back({"type", static_cast<TypeFamily>(family), arrays});
  }
  return types;
}

OptionalIssue issue_of(const Encoder& encoder, const std::string& value) {
  Scratch scratch;
  TextBuffer out;
  return encoder(value, out, scratch);
}

void expect_its_formats_only(const Encoder& encoder) {
  const auto& formats = formats_of(encoder);
  for (const auto& value : formats.known) EXPECT_EQ(issue_of(encoder, value), kNoIssue) << value;
  for (const auto& value : formats.foreign) {
    EXPECT_EQ(issue_of(encoder, value), formats.code) << value;
  }
}

TEST(Encoder, AcceptsOnlyFormatOfItsType) {
  for (const auto& type : all_types(false)) {
    SCOPED_TRACE(static_cast<int>(type.family));
    expect_its_formats_only(encoder_for(type, {}));
    expect_its_formats_only(string_encoder_for(type));
    for (const auto cast : allowed_casts(type)) {
      SCOPED_TRACE(kCastNames[cast]);
      expect_its_formats_only(encoder_for(type, cast));
    }
  }
  expect_its_formats_only(pointer_encoder_for({}));
  expect_its_formats_only(pointer_encoder_for(Cast::string));
}

TEST(Encoder, RejectsArrayElementsInOtherFormats) {
  for (const auto& type : all_types(true)) {
    SCOPED_TRACE(static_cast<int>(type.family));
    const auto encoder = encoder_for(type, {});
    const auto& formats = formats_of(encoder);
    for (const auto& value : formats.foreign) {
      std::string element;
      for (const char c : value) {
        if (c == '"' || c == '\\') element += '\\';
        element += c;
      }
      EXPECT_EQ(issue_of(encoder, "{\"" + element + "\"}"), formats.code) << value;
    }
  }
}

TEST(Encoder, AcceptsOnlyArrayFormatForArrays) {
  const auto integers = encoder_for({"int4[]", TypeFamily::integer, true}, {});
  for (const char* value : {"{}", "{1,NULL}", "{{1},{2}}", "[0:1]={1,2}", "{{}}"}) {
    EXPECT_EQ(issue_of(integers, value), kNoIssue) << value;
  }
  for (const char* value :
       {"",      "1",       "{",       "}",       "{1",       "{1}}", "{1}\n{2}",
        "{,}",   "{1,}",    "{,1}",    "{1{2}}",  "{{1}2}",   "{1 }", "{\"1}",
        "[0:1]", "[0:1]=1", "[x]={1}", "{1},{2}", "{1\"2\"}", "NULL"}) {
    EXPECT_EQ(issue_of(integers, value), IssueCode::unexpected_format) << value;
  }
}

TEST(TypeRules, ReturnsJsonTypeOfColumn) {
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
