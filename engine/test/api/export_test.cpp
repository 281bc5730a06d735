#include "api/export.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "http/request_body.h"
#include "support/document_of.h"
#include "support/problem_of.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

TEST(ExportBody, MatchesVectors) {
  for (const auto& vector : testing::read_vectors("export-requests")) {
    SCOPED_TRACE(vector.at("name").get<std::string>());
    std::vector<FieldError> errors;
    read_export_body(JsonReader(testing::document_of(vector.at("request")), "", errors));
    std::vector<std::string> pointers;
    for (const auto& error : errors) pointers.push_back(error.pointer);
    std::sort(pointers.begin(), pointers.end());
    EXPECT_EQ(pointers, vector.at("pointers").get<std::vector<std::string>>());
  }
}

TEST(ExportBody, TakesSourceFromMapping) {
  auto body = Json::parse(R"({"connectionString": "postgres://u@h/d", "mapping": {"version": 1,
    "relation": {"schema": "s", "name": "t"}, "fields": []}})");
  EXPECT_EQ(read_body(testing::document_of(body), read_export_body).request.source.relation,
            (RelationName{"s", "t"}));
  body["query"] = "SELECT 1";
  EXPECT_EQ(read_body(testing::document_of(body), read_export_body).request.source.query,
            "SELECT 1");
  body.erase("query");
  body["mapping"].erase("relation");
  EXPECT_EQ(testing::problem_of([&] { read_body(testing::document_of(body), read_export_body); })
                .errors.at(0)
                .pointer,
            "/relation");
}

TEST(ExportBody, HasDefaults) {
  const auto body = Json::parse(R"({"connectionString": "postgres://u@h/d",
    "relation": {"schema": "s", "name": "t"}, "mapping": {"version": 1, "fields": []}})");
  const auto request = read_body(testing::document_of(body), read_export_body).request;
  EXPECT_EQ(request.limit, std::nullopt);
  EXPECT_EQ(request.lines.on_error, OnError::stop);
  EXPECT_EQ(request.workers, 1U);
  EXPECT_FALSE(request.end_record);
}

}  // namespace
}  // namespace rowhook
