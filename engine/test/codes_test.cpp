#include <gtest/gtest.h>

#include <set>

#include "api/sample.h"
#include "base/json_scan.h"
#include "base/problem.h"
#include "base/utf8.h"
#include "jobs/export.h"
#include "jobs/sample_query.h"
#include "mapping/field_path.h"
#include "mapping/mapping_error.h"
#include "mapping/payload_tree.h"
#include "mapping/source_document.h"
#include "mapping/steps.h"
#include "payload/issue.h"
#include "payload/type_rules.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

TEST(Codes, MatchContracts) {
  const auto codes = testing::read_vectors("codes");
  EXPECT_EQ(codes.at("mappingErrors"), Json(kMappingErrorNames.all));
  EXPECT_EQ(codes.at("casts"), Json(kCastNames.all));
  auto issues = Json::array();
  for (int i = 0; i <= static_cast<int>(IssueCode::not_in_lookup); ++i) {
    issues.push_back(to_string(static_cast<IssueCode>(i)));
  }
  EXPECT_EQ(codes.at("issues"), issues);
}

TEST(Codes, LimitsAndDefaultsMatchContracts) {
  const auto limits = testing::read_vectors("codes").at("limits");
  const RowSelection rows;
  const ExportRequest request;
  EXPECT_EQ(limits,
            (Json{{"rows", {{"min", 1}, {"max", RowSelection::kMaxRows}, {"default", rows.limit}}},
                  {"workers",
                   {{"min", 1}, {"max", ExportRequest::kMaxWorkers}, {"default", request.workers}}},
                  {"cellCharacters", kCellCharacters},
                  {"mapping", {{"fields", kMaxFields}, {"pathBytes", kMaxPathBytes}}},
                  {"step",
                   {{"steps", kMaxSteps},
                    {"lookupEntries", kMaxLookupEntries},
                    {"truncate", kMaxTruncate}}},
                  {"source",
                   {{"queryBytes", kMaxQueryBytes},
                    {"conditions", kMaxConditions},
                    {"values", kMaxConditionValues},
                    {"valueBytes", kMaxConditionValueBytes},
                    {"keyColumns", kMaxKeyColumns}}},
                  {"fieldPath", {{"depth", kMaxPathDepth}, {"index", kMaxPathIndex}}},
                  {"constantNumber", kMaxSafeInteger},
                  {"report",
                   {{"examples", IssueCounts::kMaxExamples},
                    {"excerpt", kExcerptCharacters},
                    {"payloadBytes", PayloadSizes::kLimits}}},
                  {"exportRows", ExportRequest::kMaxRows}}));
}

TEST(Codes, ProblemsMatchContracts) {
  auto problems = testing::read_vectors("codes").at("problems");
  for (int i = 0; i <= static_cast<int>(ProblemCode::internal); ++i) {
    const auto& kind = kind_of(static_cast<ProblemCode>(i));
    SCOPED_TRACE(kind.name);
    ASSERT_TRUE(problems.contains(kind.name));
    const auto expected = problems.at(std::string(kind.name));
    EXPECT_EQ(kind.status, expected.at("status"));
    EXPECT_EQ(Json(kind.title), expected.at("title"));
    EXPECT_EQ(kind.retryable, expected.at("retryable"));
    problems.erase(std::string(kind.name));
  }
  std::set<std::string> gateway_codes;
  for (const auto& [name, kind] : problems.items()) gateway_codes.insert(name);
  EXPECT_EQ(gateway_codes, (std::set<std::string>{"connection_expired", "engine_timeout",
                                                  "engine_unavailable", "host_header_rejected",
                                                  "schema_invalid", "schema_limit_exceeded"}));
}

}  // namespace
}  // namespace rowhook
