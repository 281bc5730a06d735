#include "mapping/compile.h"

#include <gtest/gtest.h>

#include "catalog/select_item.h"
#include "http/problem_json.h"
#include "payload/row_mapper.h"
#include "support/document_of.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

Mapping mapping_of(const Json& vector) {
  Json document{{"version", 1}, {"fields", vector.at("fields")}};
  if (vector.contains("onNull")) document["onNull"] = vector.at("onNull");
  std::vector<FieldError> errors;
  auto mapping = parse_mapping(JsonReader(testing::document_of(document), "", errors));
  EXPECT_TRUE(errors.empty()) << errors.front().pointer << ": " << errors.front().message;
  return mapping;
}

/// The fields of a row in the order of the plan's select list.
std::vector<std::string> selected(const Json& columns, const Json& values,
                                  const std::vector<SelectItem>& items) {
  auto picked = Json::array();
  for (const auto& item : items) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].at("name") == item.column) picked.push_back(values.at(i));
    }
  }
  return {testing::copy_line(picked)};
}

class CompileVectors : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Files, CompileVectors, ::testing::Values("payloads", "steps"));

TEST_P(CompileVectors, MatchesPayloadsAndIssues) {
  for (const auto& vector : testing::read_vectors(GetParam())) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<SelectItem> items;
    const auto compilation =
        compile(mapping_of(vector), testing::vector_source(vector.at("columns")), items);
    ASSERT_TRUE(compilation.errors.empty()) << compilation.errors.front().message;
    RowMapper mapper(compilation.plan, items.size(), {1'000'000});
    for (const auto& row : vector.at("rows")) {
      SCOPED_TRACE(row.at("values").dump());
      const auto lines = selected(vector.at("columns"), row.at("values"), items);
      mapper.read(lines[0]);
      std::string body = "before";
      std::vector<Issue> issues;
      const bool written = mapper.write(body, issues);
      EXPECT_EQ(written, row.contains("body"));
      EXPECT_EQ(body, "before" + row.value("body", std::string()));
      auto found = Json::array();
      for (const auto& issue : issues) {
        EXPECT_TRUE(message_of(issue, compilation.plan.paths).ends_with('.'));
        found.push_back({{"field", issue.field.value()}, {"code", to_string(issue.code)}});
      }
      EXPECT_EQ(found, row.value("issues", Json::array()));
    }
  }
}

TEST(Compile, ReportsPayloadOverLimitAsIssue) {
  std::vector<SelectItem> items;
  const auto source = testing::vector_source({{{"name", "a"}, {"type", "text"}}});
  const auto mapping = mapping_of({{"fields", {{{"to", "x"}, {"column", "a"}}}}});
  const auto compilation = compile(mapping, source, items);
  RowMapper mapper(compilation.plan, items.size(), {12});
  std::string out;
  std::vector<Issue> issues;
  mapper.read("1234");
  EXPECT_TRUE(mapper.write(out, issues));
  mapper.read("12345");
  EXPECT_FALSE(mapper.write(out, issues));
  EXPECT_EQ(out, R"({"x":"1234"})");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].code, IssueCode::row_too_large);
  EXPECT_EQ(issues[0].field, std::nullopt);
  EXPECT_EQ(
      message_of(issues[0], compilation.plan.paths),
      "This row exceeds the engine's ROW_LIMIT_MB. Remove its largest column from the mapping, or "
      "raise ROW_LIMIT_MB.");
}

TEST(Compile, MatchesExampleInPlanHeader) {
  const auto source = testing::vector_source({{{"name", "id"}, {"type", "int4"}},
                                              {{"name", "name"}, {"type", "text"}},
                                              {{"name", "attributes"}, {"type", "json"}}});
  const auto fields = Json::parse(R"([
    {"to": "user.id",   "column": "id"},
    {"to": "user.name", "column": "name", "onNull": "omit"},
    {"to": "user.city", "column": "attributes", "at": "/city"},
    {"to": "origin",    "value": "crm"}
  ])");
  std::vector<SelectItem> items;
  const auto plan = compile(mapping_of({{"fields", fields}}), source, items).plan;
  EXPECT_EQ(
      select_from(source, items, "t"),
      R"(SELECT "id" AS "rowhook 0", "name" AS "rowhook 1", "attributes" AS "rowhook 2" FROM t)");
  ASSERT_EQ(plan.ops.size(), 7U);
  EXPECT_EQ(std::get<WriteLiteral>(plan.ops[0]).bytes, R"({"user":{"id":)");
  EXPECT_EQ(std::get<WriteValue>(plan.ops[2]).key, R"("name":)");
  EXPECT_TRUE(std::holds_alternative<WriteSeparator>(plan.ops[3]));
  EXPECT_EQ(std::get<WriteLiteral>(plan.ops[6]).bytes, R"(},"origin":"crm"})");
  RowMapper mapper(plan, items.size(), {1'000'000});
  mapper.read("17\t\\N\t{\"city\": \"Rome\"}");
  std::string out;
  std::vector<Issue> issues;
  EXPECT_TRUE(mapper.write(out, issues));
  EXPECT_EQ(out, R"({"user":{"id":17,"city":"Rome"},"origin":"crm"})");
}

TEST(Compile, StopsWritingBeyondLimit) {
  std::vector<SelectItem> items;
  const auto source = testing::vector_source({{{"name", "a"}, {"type", "text"}}});
  auto fields = Json::array();
  std::string text;
  for (int i = 0; i < 200; ++i) {
    fields.push_back({{"to", "f" + std::to_string(i)}, {"column", "a"}});
    text += "{a}";
  }
  fields.push_back({{"to", "t"}, {"template", text}});
  for (const auto& several : {fields, Json::array({fields.back()})}) {
    const auto compilation = compile(mapping_of({{"fields", several}}), source, items);
    std::size_t values = 0;  // each is larger than the bytes between two checkpoints
    RowMapper mapper(compilation.plan, items.size(),
                     {.row_limit_bytes = 1'000'000, .checkpoint = [&values] { ++values; }});
    const std::string line(900'000, 'x');
    mapper.read(line);
    std::string out;
    std::vector<Issue> issues;
    EXPECT_FALSE(mapper.write(out, issues));
    EXPECT_GT(values, 0U);
    EXPECT_LT(values * line.size(), 10'000'000U);
    EXPECT_EQ(out, "");
    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues[0].code, IssueCode::row_too_large);
  }
}

TEST(Compile, CallsCheckpointWithinRow) {
  const auto source = testing::vector_source(
      {{{"name", "a"}, {"type", "text"}}, {{"name", "j"}, {"type", "json"}}});
  for (const auto& field : {Json{{"column", "a"}, {"as", "json"}},
                            Json{{"column", "j"}, {"at", "/k"}, {"onNull", "omit"}},
                            Json{{"column", "j"}, {"at", ""}, {"onNull", "omit"}}}) {
    auto fields = Json::array();
    for (int i = 0; i < 100; ++i) {
      fields.push_back(field);
      fields.back()["to"] = "f" + std::to_string(i);
    }
    std::vector<SelectItem> items;
    const auto compilation = compile(mapping_of({{"fields", fields}}), source, items);
    ASSERT_TRUE(compilation.errors.empty());
    int calls = 0;
    const auto stop_at_second_call = [&calls] {
      if (++calls == 2) throw std::runtime_error("stop");
    };
    RowMapper mapper(compilation.plan, items.size(),
                     {.row_limit_bytes = 100'000'000, .checkpoint = stop_at_second_call});
    const std::string text(200'000, 'x');
    const auto line = field.at("column") == "a" ? text : R"({"k":")" + text + "\"}";
    mapper.read(line);
    std::string out;
    std::vector<Issue> issues;
    EXPECT_THROW(mapper.write(out, issues), std::runtime_error) << field;
  }
}

/// The excerpts of the values with issues in a row, for a mapping of these fields.
std::vector<std::optional<std::string>> excerpts_of(const Json& columns, const Json& fields,
                                                    const std::string& line) {
  std::vector<SelectItem> items;
  const auto compilation =
      compile(mapping_of({{"fields", fields}}), testing::vector_source(columns), items);
  EXPECT_TRUE(compilation.errors.empty());
  ValueStatistics statistics(fields.size());
  RowMapper mapper(compilation.plan, items.size(),
                   {.row_limit_bytes = 1'000'000, .verify_utf8 = true, .statistics = &statistics});
  mapper.read(line);
  std::string out;
  std::vector<Issue> issues;
  EXPECT_FALSE(mapper.write(out, issues));
  std::vector<std::optional<std::string>> excerpts;
  for (const auto& issue : issues) {
    EXPECT_EQ(issue.code, IssueCode::invalid_utf8);
    excerpts.push_back(issue.value);
  }
  return excerpts;
}

TEST(Compile, AddsExcerptToInvalidUtf8Issues) {
  using Excerpts = std::vector<std::optional<std::string>>;
  const auto columns = Json::parse(R"([{"name": "j", "type": "json"}])");
  const auto two = Json::parse(
      R"([{"to": "a", "column": "j", "at": "/a"}, {"to": "b", "column": "j", "at": "/b"}])");
  const std::string latin1 = "{\"a\":\"caf\xe9\"}";
  EXPECT_EQ(excerpts_of(columns, two, latin1), (Excerpts{latin1, latin1}));
  const auto trimmed =
      Json::parse(R"([{"to": "a", "column": "j", "at": "/a", "steps": ["trim"]}])");
  EXPECT_EQ(excerpts_of(columns, trimmed, R"({"a":"\\ud800"})"), Excerpts{R"("\ud800")"});
}

TEST(Compile, ErrorsMatchVectors) {
  for (const auto& vector : testing::read_vectors("mapping-errors")) {
    SCOPED_TRACE(vector.at("name"));
    std::vector<SelectItem> items;
    const auto compilation =
        compile(mapping_of(vector), testing::vector_source(vector.at("columns")), items);
    ASSERT_EQ(compilation.errors.size(), vector.at("errors").size());
    for (std::size_t i = 0; i < compilation.errors.size(); ++i) {
      const auto& error = compilation.errors[i];
      const auto& expected = vector.at("errors")[i];
      EXPECT_EQ(Json(kMappingErrorNames[error.code]), expected.at("code"));
      EXPECT_EQ(Json(error.pointer), expected.at("pointer"));
      EXPECT_NE(error.message.find(expected.at("says").get<std::string>()), std::string::npos)
          << error.message;
    }
  }
}

TEST(Compile, AddsOnlyMissingSelectItems) {
  RowSource source = testing::vector_source(
      {{{"name", "a"}, {"type", "text"}}, {{"name", "b"}, {"type", "text"}}});
  source.columns[1].type.family = TypeFamily::to_json;
  const auto mapping = mapping_of({{"fields",
                                    {{{"to", "x"}, {"column", "a"}},
                                     {{"to", "y"}, {"column", "b"}},
                                     {{"to", "z"}, {"column", "b"}, {"as", "string"}}}}});
  std::vector<SelectItem> items{{"a", SelectItem::Form::plain}};
  ASSERT_TRUE(compile(mapping, source, items).errors.empty());
  const std::vector<SelectItem> expected{{"a", SelectItem::Form::plain},
                                         {"b", SelectItem::Form::to_json},
                                         {"b", SelectItem::Form::text}};
  EXPECT_EQ(items, expected);
  ASSERT_TRUE(compile(mapping, source, items).errors.empty());
  EXPECT_EQ(items, expected);
}

TEST(Compile, WarnsAboutForeignPlaceholders) {
  const auto source = testing::vector_source({{{"name", "a"}, {"type", "text"}}});
  auto fields = Json::array();
  for (int i = 0; i < 20; ++i) {
    fields.push_back({{"to", "x" + std::to_string(i)}, {"template", "Hi {{ a }}"}});
  }
  std::vector<SelectItem> items;
  const auto compilation = compile(mapping_of({{"fields", fields}}), source, items);
  EXPECT_TRUE(compilation.errors.empty());
  ASSERT_EQ(compilation.warnings.size(), 10U);
  const auto& warning = compilation.warnings[0];
  EXPECT_EQ(warning.code, "placeholder_not_replaced");
  EXPECT_EQ(warning.message,
            "x0: {{ a }} is a placeholder of another template language. Write {a} to send only the "
            "column's value.");
}

TEST(Compile, LimitsWarningsPerKind) {
  const auto source = testing::vector_source({{{"name", "a"}, {"type", "text"}}});
  auto fields = Json::array();
  for (int i = 0; i < 10; ++i) {
    fields.push_back({{"to", "x" + std::to_string(i)}, {"column", "a"}});
    fields.push_back({{"to", "X" + std::to_string(i)}, {"column", "a"}});
  }
  fields.push_back({{"to", "t"}, {"template", "{{a}}"}});
  std::vector<SelectItem> items;
  const auto compilation = compile(mapping_of({{"fields", fields}}), source, items);
  ASSERT_EQ(compilation.warnings.size(), 11U);
  EXPECT_EQ(compilation.warnings[0].code, "keys_differ_in_case");
  EXPECT_EQ(compilation.warnings[10].code, "placeholder_not_replaced");
}

TEST(Compile, LimitsNumberOfErrors) {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "{nothing}";
  Mapping mapping;
  for (int i = 0; i < 2'000; ++i) {
    Field field;
    field.to = "field" + std::to_string(i);
    field.value = TemplateValue{text};
    mapping.fields.push_back(field);
  }
  std::vector<SelectItem> items;
  const auto compilation = compile(mapping, testing::vector_source(Json::array()), items);
  EXPECT_EQ(compilation.errors.size(), kMaxErrors + 1);
  try {
    throw_if_invalid(compilation);
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.detail, "This mapping has more than 50 errors.");
    EXPECT_LT(problem_text(problem, "id").size(), 16'000U);
  }
}

TEST(Compile, RejectsUnreadableColumnAndOtherSource) {
  RowSource source = testing::vector_source({{{"name", "a"}, {"type", "text"}}});
  source.columns[0].readable = false;
  auto mapping = mapping_of({{"fields", {{{"to", "x"}, {"column", "a"}}}}});
  mapping.source = Source{{"public", "others"}};
  std::vector<SelectItem> items;
  auto compiled = compile(mapping, source, items);
  check_source(mapping, {{"public", "others"}}, compiled);
  ASSERT_EQ(compiled.errors.size(), 1U);
  EXPECT_EQ(compiled.errors[0].code, MappingErrorCode::column_unreadable);
  check_source(mapping, {{"public", "vectors"}}, compiled);
  ASSERT_EQ(compiled.errors.size(), 2U);
  EXPECT_EQ(compiled.errors[1].code, MappingErrorCode::source_differs);
}

}  // namespace
}  // namespace rowhook
