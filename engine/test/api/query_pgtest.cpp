#include <gtest/gtest.h>

#include <chrono>

#include "support/engine_client.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;

// Part of every query here. Identifies the query in pg_stat_activity, and must not be logged.
constexpr char kMark[] = "canary4711";

constexpr char kRuns[] =
    "state = 'active' AND query LIKE '%canary4711%' AND pid <> pg_backend_pid()";

Json request(const std::string& query, const Json& more = Json::object()) {
  Json body{{"connectionString", testing::test_database_url()}, {"query", query}};
  body.update(more);
  return body;
}

const Json kMapping{{"version", 1}, {"fields", {{{"to", "a"}, {"column", "a"}}}}};

class QueryHttpTest : public ::testing::Test {
 protected:
  /// The default timeout is longer than any wait of these tests.
  explicit QueryHttpTest(const std::string& timeout_ms = "60000")
      : endless_(std::string("SELECT count(*) AS a, '") + kMark +
                 "' AS b FROM generate_series(1, 100000000000)"),
        engine_({"REQUEST_TIMEOUT_MS=" + timeout_ms, "EXPORT_TIMEOUT_MS=" + timeout_ms}) {}

  ~QueryHttpTest() override {
    EXPECT_EQ(engine_.output().find(kMark), std::string::npos) << engine_.output();
  }

  /// Sends a request with the endless query and waits until Postgres runs it.
  void begin(const testing::RawSocket& client, const std::string& path, const Json& more,
             const std::string& id = "mine") const {
    client.send(
        testing::EngineClient::request(path, request(endless_, more), {"X-Request-Id: " + id}));
    ASSERT_TRUE(testing::comes_true([] { return testing::sessions_where(kRuns) == 1; }));
  }

  static void expect_cancelled() {
    EXPECT_TRUE(testing::comes_true([] { return testing::sessions_where(kRuns) == 0; }));
  }

  std::string endless_;
  testing::EngineClient engine_;
};

TEST_F(QueryHttpTest, DescribesQueryAndFilteredTable) {
  const auto response =
      engine_.post("/v1/describe", request("SELECT 1 AS a, 'canary4711'", {{"key", {"a"}}}));
  EXPECT_EQ(response.status, 200);
  const auto description = Json::parse(response.body);
  EXPECT_EQ(description.at("key"), Json({"a"}));
  EXPECT_EQ(description.at("columns").at(0).at("name"), "a");
  EXPECT_EQ(description.at("columns").at(0).at("jsonType"), "number");
  EXPECT_EQ(description.at("warnings").at(0).at("code"), "column_unnamed");
  testing::ScratchSchema schema("query_http_pgtest");
  schema.run("CREATE TABLE t (id int PRIMARY KEY, name text)");
  const Json of_table{{"connectionString", testing::test_database_url()},
                      {"relation", {{"schema", schema.name()}, {"name", "t"}}},
                      {"where", {{{"column", "name"}, {"is", "="}, {"value", kMark}}}}};
  EXPECT_EQ(Json::parse(engine_.post("/v1/describe", of_table).body).at("key"), Json({"id"}));
}

TEST_F(QueryHttpTest, ReportsPostgresMessageSeparately) {
  const auto response = engine_.post("/v1/describe", request("SELECT canary4711 AS a"));
  EXPECT_EQ(response.status, 422);
  const auto problem = Json::parse(response.body);
  EXPECT_EQ(problem.at("code"), "query_invalid");
  EXPECT_EQ(problem.at("sqlstate"), "42703");
  EXPECT_EQ(problem.at("postgres"),
            Json({{"message", "column \"canary4711\" does not exist"}, {"position", 8}}));
  EXPECT_EQ(problem.at("detail").get<std::string>().find(kMark), std::string::npos);
  const auto failed =
      engine_.post("/v1/preview",
                   request("SELECT ('canary4711' || random())::int AS a", {{"mapping", kMapping}}));
  EXPECT_EQ(Json::parse(failed.body).at("code"), "query_failed");
  EXPECT_NE(Json::parse(failed.body).at("postgres").dump().find(kMark), std::string::npos);
}

TEST_F(QueryHttpTest, LogsInvalidRowWithoutQuery) {
  engine_.post(
      "/v1/export",
      request(
          "SELECT 'x' AS a, 'canary4711' AS b",
          {{"mapping",
            {{"version", 1}, {"fields", {{{"to", "a"}, {"column", "a"}, {"as", "integer"}}}}}}}));
  EXPECT_NE(engine_.output().find("rows that do not fit the mapping"), std::string::npos);
}

TEST_F(QueryHttpTest, RejectsMappingForAnotherQuery) {
  auto mapping = kMapping;
  mapping["query"] = "SELECT 1 AS a";
  const auto response =
      engine_.post("/v1/preview", request("SELECT 2 AS a", {{"mapping", mapping}}));
  const auto problem = Json::parse(response.body);
  EXPECT_EQ(problem.at("code"), "mapping_invalid");
  EXPECT_EQ(problem.at("errors").at(0).at("code"), "source_differs");
  EXPECT_EQ(problem.at("errors").at(0).at("pointer"), "/mapping/query");
  EXPECT_EQ(engine_.post("/v1/preview", request("SELECT 1 AS a", {{"mapping", mapping}})).status,
            200);
}

TEST_F(QueryHttpTest, TakesSourceFromMapping) {
  auto mapping = kMapping;
  mapping["query"] = "SELECT 1 AS a";
  Json body{{"connectionString", testing::test_database_url()}, {"mapping", mapping}};
  EXPECT_EQ(Json::parse(engine_.post("/v1/preview", body).body).at("payloads").at(0).at("body"),
            R"({"a":1})");
  body["mapping"]["key"] = {"b"};
  const auto problem = Json::parse(engine_.post("/v1/preview", body).body);
  EXPECT_EQ(problem.at("errors").at(0).at("pointer"), "/mapping/key/0");
}

TEST_F(QueryHttpTest, EndsQueryWhenCancelled) {
  const testing::RawSocket client(engine_.port());
  begin(client, "/v1/sample", Json::object());
  EXPECT_EQ(engine_.post("/v1/cancel", {{"requestId", "mine"}}).body, R"({"cancelled":true})");
  EXPECT_NE(client.receive_all().find("was cancelled"), std::string::npos);
  expect_cancelled();
}

TEST_F(QueryHttpTest, EndsQueryWhenClientDisconnects) {
  for (const char* path : {"/v1/preview", "/v1/export"}) {
    {
      const testing::RawSocket client(engine_.port());
      begin(client, path, {{"mapping", kMapping}});
    }
    expect_cancelled();
  }
}

class QueryDeadlineTest : public QueryHttpTest {
 protected:
  QueryDeadlineTest() : QueryHttpTest("3000") {}
};

TEST_F(QueryDeadlineTest, EndsQueryAtDeadline) {
  const testing::RawSocket client(engine_.port());
  begin(client, "/v1/preview", {{"mapping", kMapping}});
  const auto response = client.receive_all();
  EXPECT_NE(response.find("query_timeout"), std::string::npos) << response;
  expect_cancelled();
}

}  // namespace
}  // namespace rowhook
