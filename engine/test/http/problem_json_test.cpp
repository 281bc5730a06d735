#include "http/problem_json.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

TEST(ProblemJson, HasMembersOfContract) {
  const auto json = Json::parse(problem_text(Problem(ProblemCode::overloaded), "id-1"));
  EXPECT_EQ(json, (Json{{"type", "/docs/problems/overloaded"},
                        {"title", "Too much at once"},
                        {"status", 503},
                        {"detail", "Too much at once"},
                        {"code", "overloaded"},
                        {"requestId", "id-1"},
                        {"retryable", true}}));
}

TEST(ProblemJson, IncludesOptionalMembers) {
  Problem problem(ProblemCode::mapping_invalid, "detail", "hint");
  problem.sqlstate = "42P01";
  problem.errors.push_back({"/fields/0/to", "duplicate_path", "twice", "/fields/1/to"});
  problem.errors.push_back({"/x", "unrecognized_keys", "\xff"});
  problem.understood = ConnectionSummary{"h", 5432, "d", "u", "require", "require"};
  const auto json = Json::parse(problem_text(problem, "id"));
  EXPECT_EQ(json["detail"], "detail");
  EXPECT_EQ(json["hint"], "hint");
  EXPECT_EQ(json["sqlstate"], "42P01");
  EXPECT_EQ(json["errors"][0]["related"], "/fields/1/to");
  EXPECT_FALSE(json["errors"][1].contains("related"));
  EXPECT_EQ(json["errors"][1]["message"], "\xef\xbf\xbd");
  EXPECT_EQ(json["understood"], (Json{{"host", "h"},
                                      {"port", 5432},
                                      {"database", "d"},
                                      {"user", "u"},
                                      {"sslmode", "require"},
                                      {"channelBinding", "require"}}));
}

}  // namespace
}  // namespace rowhook
