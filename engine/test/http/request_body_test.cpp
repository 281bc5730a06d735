#include "http/request_body.h"

#include <gtest/gtest.h>

#include "api/request_members.h"

namespace rowhook {
namespace {

Problem refusal(const std::string& text) {
  try {
    const auto body = parse_body(text);
    read_body(body, [](const JsonReader& reader) { return read_connection(reader); });
  } catch (const Problem& problem) {
    return problem;
  }
  ADD_FAILURE() << "accepted: " << text;
  return Problem(ProblemCode::internal);
}

TEST(RequestBody, ReadsConnection) {
  const auto body = parse_body(R"({"connectionString":"postgres://u@h/d","password":"p"})");
  const auto source =
      read_body(body, [](const JsonReader& reader) { return read_connection(reader); });
  EXPECT_EQ(source.connection_string, "postgres://u@h/d");
  EXPECT_EQ(source.password, "p");
  EXPECT_EQ(source.parse().host(), "h");
  EXPECT_EQ(source.parse().sslmode(), std::nullopt);
}

TEST(RequestBody, AcceptsOnlyRequireAsSslmode) {
  const auto body = parse_body(R"({"connectionString":"postgres://u@h/d","sslmode":"require"})");
  const auto source =
      read_body(body, [](const JsonReader& reader) { return read_connection(reader); });
  EXPECT_EQ(source.parse().sslmode(), SslMode::require);
  const auto problem = refusal(R"({"connectionString":"postgres://u@h/d","sslmode":"disable"})");
  ASSERT_EQ(problem.errors.size(), 1U);
  EXPECT_EQ(problem.errors[0].pointer, "/sslmode");
}

TEST(RequestBody, RejectsInvalidJson) {
  for (const auto* text : {"", "{", "{\"a\":1}x", "nul", "{'a':1}", "\xff"}) {
    const auto problem = refusal(text);
    EXPECT_EQ(problem.code, ProblemCode::request_invalid) << text;
    ASSERT_EQ(problem.errors.size(), 1U) << text;
    EXPECT_EQ(problem.errors[0].code, "invalid_json") << text;
  }
  EXPECT_EQ(refusal("{\n  \"a\": 1,\n}").detail, "The body is not valid JSON: line 3, column 1.");
  EXPECT_EQ(refusal("").detail, "The body is not valid JSON: line 1, column 1.");
}

TEST(RequestBody, ReportsUnrepresentableJsonAsOutOfRange) {
  for (const auto* text : {"{\"a\":1e400}", R"({"a":"\ud800"})"}) {
    const auto problem = refusal(text);
    ASSERT_EQ(problem.errors.size(), 1U) << text;
    EXPECT_EQ(problem.errors[0].code, "value_out_of_range") << text;
    EXPECT_EQ(problem.detail.find("not valid JSON"), std::string::npos) << problem.detail;
  }
  EXPECT_EQ(refusal(R"({"a":"\ud800"})").detail,
            "The body has text that is not Unicode: line 1, column 13.");
}

TEST(RequestBody, RejectsDeepNesting) {
  const auto nested = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  EXPECT_NO_THROW(parse_body(nested(99)));
  EXPECT_EQ(refusal(nested(100)).errors.at(0).code, "too_deep");
  EXPECT_EQ(refusal(nested(10'000)).errors.at(0).code, "too_deep");
  EXPECT_NO_THROW(parse_body("\"" + std::string(1'000, '[') + "\\\"" + "\""));
}

TEST(RequestBody, RejectsObjectsWithTooManyKeys) {
  const auto wide = [](int keys) {
    std::string object = "{\"k\":0";
    for (int i = 1; i < keys; ++i) object += ",\"k" + std::to_string(i) + "\":\":{\"";
    return object + "}";
  };
  EXPECT_NO_THROW(parse_body("[" + wide(1'000) + "," + wide(1'000) + "]"));
  EXPECT_EQ(refusal(wide(1'001)).errors.at(0).code, "too_many_keys");
  EXPECT_EQ(refusal("[" + wide(200'000) + "]").errors.at(0).code, "too_many_keys");
}

TEST(RequestBody, RejectsTooManyElementsOrValues) {
  const auto repeated = [](const std::string& item, int count) {
    std::string list = "[" + item;
    for (int i = 1; i < count; ++i) list += "," + item;
    return list + "]";
  };
  EXPECT_NO_THROW(parse_body(repeated("{}", 10'000)));
  EXPECT_EQ(refusal(repeated("{}", 10'001)).errors.at(0).code, "too_many_elements");
  EXPECT_NO_THROW(parse_body(repeated(repeated("1", 1'000), 90)));
  EXPECT_EQ(refusal(repeated(repeated("1", 1'000), 101)).errors.at(0).code, "too_many_values");
  EXPECT_EQ(refusal(repeated(repeated("[]", 1'000), 101)).errors.at(0).code, "too_many_values");
}

TEST(RequestBody, LimitsNumberOfErrors) {
  auto body = Json::object();
  for (int i = 0; i < 900; ++i) body["key" + std::to_string(i)] = i;
  EXPECT_EQ(refusal(body.dump()).errors.size(), kMaxErrors);
}

TEST(RequestBody, ReportsAllErrorsWithPointers) {
  const auto problem = refusal(R"({"conectionString":"x","password":3})");
  EXPECT_EQ(problem.code, ProblemCode::request_invalid);
  ASSERT_EQ(problem.errors.size(), 3U);
  EXPECT_NE(problem.errors[0].message.find("connectionString"), std::string::npos);
  EXPECT_EQ(problem.errors[1].pointer, "/connectionString");
  EXPECT_EQ(problem.errors[2].pointer, "/password");
}

}  // namespace
}  // namespace rowhook
