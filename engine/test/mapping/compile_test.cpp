#include "mapping/compile.h"

#include <gtest/gtest.h>

#include "http/problem_json.h"
#include "mapping/refuse.h"
#include "payload/writer.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

Mapping mapping_of(const Json& vector) {
  Json document{{"version", 1}, {"fields", vector.at("fields")}};
  if (vector.contains("onNull")) document["onNull"] = vector.at("onNull");
  std::vector<FieldError> errors;
  auto mapping = parse_mapping(Shape(document, "", errors));
  EXPECT_TRUE(errors.empty()) << errors.front().pointer << ": " << errors.front().message;
  return mapping;
}

/// The row's fields as a query for the plan's expressions would give them.
std::vector<std::string> selected(const Json& columns, const Json& values,
                                  const std::vector<Expression>& expressions) {
  auto picked = Json::array();
  for (const auto& expression : expressions) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].at("name") == expression.column) picked.push_back(values.at(i));
    }
  }
  return {testing::copy_line(picked)};
}

TEST(Compile, PayloadsAnswerToTheVectors) {
  for (const auto& vector : testing::read_vectors("payloads")) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<Expression> expressions;
    const auto compilation =
        compile(mapping_of(vector), testing::vector_relation(vector.at("columns")), expressions);
    ASSERT_TRUE(compilation.errors.empty()) << compilation.errors.front().message;
    PayloadWriter writer(compilation.plan, {1'000'000});
    for (const auto& row : vector.at("rows")) {
      SCOPED_TRACE(row.at("values").dump());
      const auto lines = selected(vector.at("columns"), row.at("values"), expressions);
      std::vector<CopyField> fields;
      split_copy_line(lines[0], fields);
      std::string body = "before";
      std::vector<Issue> issues;
      const bool written = writer.write(fields, body, issues);
      EXPECT_EQ(written, row.contains("body"));
      EXPECT_EQ(body, "before" + row.value("body", std::string()));
      auto found = Json::array();
      for (const auto& issue : issues) {
        EXPECT_TRUE(issue.message.ends_with('.')) << issue.message;
        found.push_back({{"field", issue.field.value()}, {"code", to_string(issue.code)}});
      }
      EXPECT_EQ(found, row.value("issues", Json::array()));
    }
  }
}

TEST(Compile, APayloadOverTheLimitIsAnIssueOfItsRow) {
  std::vector<Expression> expressions;
  const auto relation = testing::vector_relation({{{"name", "a"}, {"type", "text"}}});
  const auto mapping = mapping_of({{"fields", {{{"to", "x"}, {"column", "a"}}}}});
  const auto compilation = compile(mapping, relation, expressions);
  PayloadWriter writer(compilation.plan, {12});
  std::vector<CopyField> fields;
  std::string out;
  std::vector<Issue> issues;
  split_copy_line("1234", fields);
  EXPECT_TRUE(writer.write(fields, out, issues));
  split_copy_line("12345", fields);
  EXPECT_FALSE(writer.write(fields, out, issues));
  EXPECT_EQ(out, R"({"x":"1234"})");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].code, IssueCode::row_too_large);
  EXPECT_EQ(issues[0].field, std::nullopt);
  EXPECT_EQ(issues[0].message, "This row is larger than the engine's row limit.");
}

TEST(Compile, APayloadIsNotBuiltFarBeyondTheLimit) {
  std::vector<Expression> expressions;
  const auto relation = testing::vector_relation({{{"name", "a"}, {"type", "text"}}});
  auto fields = Json::array();
  std::string text;
  for (int i = 0; i < 200; ++i) {
    fields.push_back({{"to", "f" + std::to_string(i)}, {"column", "a"}});
    text += "{a}";
  }
  fields.push_back({{"to", "t"}, {"template", text}});
  for (const auto& several : {fields, Json::array({fields.back()})}) {
    const auto compilation = compile(mapping_of({{"fields", several}}), relation, expressions);
    PayloadWriter writer(compilation.plan, {1'000'000});
    std::vector<CopyField> row;
    const std::string line(900'000, 'x');
    split_copy_line(line, row);
    std::string out;
    std::vector<Issue> issues;
    EXPECT_FALSE(writer.write(row, out, issues));
    EXPECT_LT(out.capacity(), 10'000'000U);
    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues[0].code, IssueCode::row_too_large);
  }
}

TEST(Compile, TheTimeIsLookedAtWithinARow) {
  std::vector<Expression> expressions;
  const auto relation = testing::vector_relation(
      {{{"name", "a"}, {"type", "text"}}, {{"name", "j"}, {"type", "json"}}});
  for (const auto& field : {Json{{"column", "a"}, {"as", "json"}},
                            Json{{"column", "j"}, {"at", "/k"}, {"onNull", "omit"}},
                            Json{{"column", "j"}, {"at", ""}, {"onNull", "omit"}}}) {
    auto fields = Json::array();
    for (int i = 0; i < 100; ++i) {
      fields.push_back(field);
      fields.back()["to"] = "f" + std::to_string(i);
    }
    const auto compilation = compile(mapping_of({{"fields", fields}}), relation, expressions);
    ASSERT_TRUE(compilation.errors.empty());
    int looks = 0;
    PayloadWriter writer(compilation.plan, {100'000'000, false, false, [&looks] {
                                              if (++looks == 2) throw std::runtime_error("stop");
                                            }});
    const auto line = std::string(200'000, 'x') + "\t{\"k\":\"" + std::string(200'000, 'x') + "\"}";
    std::vector<CopyField> row;
    split_copy_line(line, row);
    std::string out;
    std::vector<Issue> issues;
    EXPECT_THROW(writer.write(row, out, issues), std::runtime_error) << field;
  }
}

TEST(Compile, M04_ErrorsAnswerToTheVectors) {
  for (const auto& vector : testing::read_vectors("mapping-errors")) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<Expression> expressions;
    const auto compilation =
        compile(mapping_of(vector), testing::vector_relation(vector.at("columns")), expressions);
    ASSERT_EQ(compilation.errors.size(), vector.at("errors").size());
    for (std::size_t i = 0; i < compilation.errors.size(); ++i) {
      const auto& error = compilation.errors[i];
      const auto& expected = vector.at("errors")[i];
      EXPECT_EQ(Json(to_string(error.code)), expected.at("code"));
      EXPECT_EQ(Json(error.pointer), expected.at("pointer"));
      EXPECT_NE(error.message.find(expected.at("says").get<std::string>()), std::string::npos)
          << error.message;
    }
  }
}

TEST(Compile, AddsOnlyTheExpressionsThatAreMissing) {
  RelationDetail relation = testing::vector_relation(
      {{{"name", "a"}, {"type", "text"}}, {{"name", "b"}, {"type", "text"}}});
  relation.columns[1].type.family = TypeFamily::to_json;
  const auto mapping = mapping_of({{"fields",
                                    {{{"to", "x"}, {"column", "a"}},
                                     {{"to", "y"}, {"column", "b"}},
                                     {{"to", "z"}, {"column", "b"}, {"as", "string"}}}}});
  std::vector<Expression> expressions{{"a", Expression::Form::plain}};
  ASSERT_TRUE(compile(mapping, relation, expressions).errors.empty());
  const std::vector<Expression> expected{{"a", Expression::Form::plain},
                                         {"b", Expression::Form::to_json},
                                         {"b", Expression::Form::text}};
  EXPECT_EQ(expressions, expected);
  ASSERT_TRUE(compile(mapping, relation, expressions).errors.empty());
  EXPECT_EQ(expressions, expected);
}

TEST(Compile, WarnsOfPlaceholdersOfOtherLanguages) {
  const auto relation = testing::vector_relation({{{"name", "a"}, {"type", "text"}}});
  auto fields = Json::array();
  for (int i = 0; i < 20; ++i) {
    fields.push_back({{"to", "x" + std::to_string(i)}, {"template", "Hi {{ a }}"}});
  }
  std::vector<Expression> expressions;
  const auto compilation = compile(mapping_of({{"fields", fields}}), relation, expressions);
  EXPECT_TRUE(compilation.errors.empty());
  ASSERT_EQ(compilation.warnings.size(), 10U);
  const auto& warning = compilation.warnings[0];
  EXPECT_EQ(warning.code, "placeholder_not_replaced");
  EXPECT_EQ(warning.pointer, "/fields/0/template");
  EXPECT_EQ(
      warning.message,
      "x0: {{ a }} is how other languages write a placeholder. Write {a} to send the column's "
      "value alone.");
}

TEST(Compile, G10_ReportsSomeDozensOfErrors) {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "{nothing}";
  Mapping mapping;
  for (int i = 0; i < 2'000; ++i) {
    Field field;
    field.to = "field" + std::to_string(i);
    field.source = TemplateSource{text};
    mapping.fields.push_back(field);
  }
  std::vector<Expression> expressions;
  const auto compilation = compile(mapping, testing::vector_relation(Json::array()), expressions);
  EXPECT_EQ(compilation.errors.size(), kMostErrors + 1);
  try {
    refuse_errors(compilation);
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.detail, "More than 50 things stand against this mapping.");
    EXPECT_LT(problem_json(problem, "id").size(), 16'000U);
  }
}

TEST(Compile, RefusesAnUnreadableColumnAndAnotherRelation) {
  RelationDetail relation = testing::vector_relation({{{"name", "a"}, {"type", "text"}}});
  relation.columns[0].readable = false;
  auto mapping = mapping_of({{"fields", {{{"to", "x"}, {"column", "a"}}}}});
  mapping.relation = RelationName{"public", "others"};
  std::vector<Expression> expressions;
  const auto errors = compile(mapping, relation, expressions).errors;
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].code, MappingErrorCode::source_differs);
  EXPECT_EQ(errors[1].code, MappingErrorCode::column_unreadable);
}

}  // namespace
}  // namespace rowhook
