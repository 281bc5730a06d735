#include "mapping/document.h"

#include <gtest/gtest.h>

#include "support/document_of.h"

namespace rowhook {
namespace {

std::vector<FieldError> errors_of(const std::string& text) {
  const auto document = testing::document_of(Json::parse(text));
  std::vector<FieldError> errors;
  parse_mapping(JsonReader(document, "/mapping", errors));
  return errors;
}

TEST(MappingDocument, ReadsEveryKindOfField) {
  const auto document = testing::document_of(Json::parse(R"({
    "version": 1, "relation": {"schema": "s", "name": "r"}, "onNull": "omit",
    "fields": [
      {"to": "a", "column": "c", "at": "/x", "as": "string", "onNull": {"default": [1]}},
      {"to": "b", "value": null},
      {"to": "d", "template": "{c}", "onNull": "error"}]})"));
  std::vector<FieldError> errors;
  const auto mapping = parse_mapping(JsonReader(document, "", errors));
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(mapping.source, Source({RelationName{"s", "r"}}));
  ASSERT_EQ(mapping.fields.size(), 3U);
  const auto& column = std::get<ColumnValue>(mapping.fields[0].value);
  EXPECT_EQ(column.column, "c");
  EXPECT_EQ(column.at, "/x");
  EXPECT_EQ(column.as, Cast::string);
  EXPECT_EQ(null_policy_of(mapping.fields[0], mapping).value.text, "[1]");
  EXPECT_EQ(null_policy_of(mapping.fields[1], mapping).kind, NullPolicy::Kind::keep);
  EXPECT_EQ(null_policy_of(mapping.fields[2], mapping).kind, NullPolicy::Kind::error);
}

TEST(MappingDocument, KeepsKeysAndDigitsOfConstants) {
  const std::string text = R"( {"version": 1, "onNull": {"default": {"2": 0, "1": 0, "2": 1.0}},
    "fields": [
      {"to": "a", "value": {"b": 1, "1": 3, "a": 2, "a": 4, "__proto__": [1.10, 1e2]}},
      {"to": "x", "value": 1, "value": {"last": " \u0041", "last": -0.0}},
      {"to": "b", "column": "c", "onNull": {"default": {"10": [], "2": {}}}}]})";
  const JsonDocument document{Json::parse(text), text};
  std::vector<FieldError> errors;
  const auto mapping = parse_mapping(JsonReader(document, "", errors));
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(mapping.on_null.value.text, R"({"2":0,"1":0,"2":1.0})");
  EXPECT_EQ(std::get<Constant>(mapping.fields[0].value).text,
            R"({"b":1,"1":3,"a":2,"a":4,"__proto__":[1.10,1e2]})");
  EXPECT_EQ(std::get<Constant>(mapping.fields[1].value).text, R"({"last":" A","last":-0.0})");
  EXPECT_EQ(null_policy_of(mapping.fields[2], mapping).value.text, R"({"10":[],"2":{}})");
}

TEST(MappingDocument, DetectsUnsafeNumberOfDuplicateKey) {
  EXPECT_FALSE(read_constant(R"({"a":9007199254740993,"a":1})").exact);
  EXPECT_FALSE(read_constant("1e400").exact);
  EXPECT_TRUE(read_constant(R"([9007199254740991, "9007199254740993"])").exact);
}

struct InvalidDocument {
  const char* document;
  const char* pointer;
  const char* says;
};

TEST(MappingDocument, ReportsPointerOfEachError) {
  const InvalidDocument documents[] = {
      {"[]", "/mapping", "object"},
      {R"({"version": 2, "fields": []})", "/mapping/version", "version 1"},
      {R"({"fields": []})", "/mapping/version", "version 1"},
      {R"({"version": 1})", "/mapping/fields", "missing"},
      {R"({"version": 1, "fields": {}})", "/mapping/fields", "array"},
      {R"({"version": 1, "fields": [], "onNul": "keep"})", "/mapping", "\"onNull\""},
      {R"({"version": 1, "fields": [], "onNull": "drop"})", "/mapping/onNull", "omit"},
      {R"({"version": 1, "fields": [], "onNull": {}})", "/mapping/onNull/default", "NULL"},
      {R"({"version": 1, "fields": [], "relation": "r"})", "/mapping/relation", "object"},
      {R"({"version": 1, "fields": [], "relation": {"schema": "s"}})", "/mapping/relation/name",
       "missing"},
      {R"({"version": 1, "fields": [3]})", "/mapping/fields/0", "object"},
      {R"({"version": 1, "fields": [{"column": "a"}]})", "/mapping/fields/0/to", "missing"},
      {R"({"version": 1, "fields": [{"to": "a"}]})", "/mapping/fields/0", "exactly one"},
      {R"({"version": 1, "fields": [{"to": "a", "column": "b", "value": 1}]})", "/mapping/fields/0",
       "exactly one"},
      {R"({"version": 1, "fields": [{"to": "a", "column": "b", "colum": "b"}]})",
       "/mapping/fields/0", "\"column\""},
      {R"({"version": 1, "fields": [{"to": "a", "value": 1, "onNull": "keep"}]})",
       "/mapping/fields/0", "\"onNull\""},
      {R"({"version": 1, "fields": [{"to": "a", "template": "", "as": "string"}]})",
       "/mapping/fields/0", "\"as\""},
      {R"({"version": 1, "fields": [{"to": "a", "column": "b", "as": "strin"}]})",
       "/mapping/fields/0/as", "\"string\""},
      {R"({"version": 1, "fields": [{"to": "a", "column": ""}]})", "/mapping/fields/0/column",
       "empty"},
      {R"({"version": 1, "fields": [{"to": 1, "column": "a"}]})", "/mapping/fields/0/to", "string"},
  };
  for (const auto& [document, pointer, says] : documents) {
    SCOPED_TRACE(document);
    const auto errors = errors_of(document);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].pointer, pointer);
    EXPECT_NE(errors[0].message.find(says), std::string::npos) << errors[0].message;
  }
}

TEST(MappingDocument, ReportsAllErrors) {
  EXPECT_EQ(errors_of(R"({"version": 3, "x": 1, "fields": [{"to": 1}, {"to": "a", "column": 2}]})")
                .size(),
            5U);
}

}  // namespace
}  // namespace rowhook
