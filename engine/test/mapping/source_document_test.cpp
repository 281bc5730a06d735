#include "mapping/source_document.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/sample.h"
#include "mapping/document.h"
#include "support/document_of.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

/// Parses the document of each vector and compares the errors with it.
template <class Read>
void expect_vectors(const std::string& name, Read&& read) {
  for (const auto& vector : testing::read_vectors(name)) {
    SCOPED_TRACE(vector.at("name").get<std::string>());
    std::vector<FieldError> errors;
    read(JsonReader(testing::document_of(vector.at("document")), "", errors));
    std::vector<std::string> pointers;
    std::string messages;
    for (const auto& error : errors) {
      pointers.push_back(error.pointer);
      messages += error.message + "\n";
    }
    std::sort(pointers.begin(), pointers.end());
    EXPECT_EQ(pointers, vector.at("pointers").get<std::vector<std::string>>()) << messages;
    EXPECT_NE(messages.find(vector.value("says", "")), std::string::npos) << messages;
  }
}

TEST(SourceDocument, SourcesMatchVectors) {
  expect_vectors("sources", [](const JsonReader& document) {
    document.known_keys({kSourceKeys.begin(), kSourceKeys.end()});
    parse_source(document, true);
  });
}

TEST(SourceDocument, MappingsMatchVectors) { expect_vectors("mappings", parse_mapping); }

TEST(SourceDocument, RowsMatchVectors) { expect_vectors("rows", read_rows); }

Source source_of(const char* document) {
  std::vector<FieldError> errors;
  const JsonDocument json{Json::parse(document), document};
  const auto source = parse_source(JsonReader(json, "", errors), true);
  EXPECT_TRUE(errors.empty()) << errors.front().message;
  return source.value_or(Source{});
}

TEST(SourceDocument, ReadsConditionValuesAsText) {
  const auto source = source_of(R"({"relation": {"schema": "s", "name": "t"}, "where": [
    {"column": "a", "is": "in", "value": ["x", 1, 1.0, 12e2, -2.50, 0.99999999999999999, true, false]},
    {"column": "b", "is": "null"}]})");
  EXPECT_EQ(source.relation, (RelationName{"s", "t"}));
  ASSERT_EQ(source.where.size(), 2U);
  EXPECT_EQ(source.where[0].is, Condition::Operator::in);
  EXPECT_EQ(source.where[0].values,
            (std::vector<std::string>{"x", "1", "1", "1200", "-2.50", "0.99999999999999999", "true",
                                      "false"}));
  EXPECT_EQ(source.where[1], (Condition{"b", Condition::Operator::null, {}}));
}

TEST(SourceDocument, IgnoresEmptyFilterAndKey) {
  EXPECT_EQ(source_of(R"({"relation": {"schema": "s", "name": "t"}, "where": []})"),
            source_of(R"({"relation": {"schema": "s", "name": "t"}})"));
  EXPECT_EQ(source_of(R"({"query": "TABLE t", "key": []})"), source_of(R"({"query": "TABLE t"})"));
  EXPECT_TRUE(source_of(R"({"query": "TABLE t"})").is_query());
}

}  // namespace
}  // namespace rowhook
