#include <gtest/gtest.h>

#include <algorithm>

#include "jobs/export.h"
#include "support/export_fixture.h"

namespace rowhook {
namespace {

using Lines = std::vector<std::string>;

class ReportTest : public testing::ExportFixture {
 protected:
  ReportTest() : ExportFixture("report_pgtest") {}

  ExportRequest check(const std::string& relation, const std::string& fields) const {
    auto export_request = request(relation, fields);
    export_request.lines = {OnError::skip, false, false, true};
    return export_request;
  }

  /// A check of a query with a key.
  ExportRequest check_query(const std::string& query, std::vector<std::string> key) const {
    auto export_request = check("", kIdField);
    export_request.source = {};
    export_request.source.query = query;
    export_request.source.key = std::move(key);
    return export_request;
  }

  Json end_of(const ExportRequest& export_request) {
    return Json::parse(lines(export_request).back()).at("$end");
  }
  Json report_of(const ExportRequest& export_request) {
    return end_of(export_request).at("report");
  }

  std::string table(const std::string& name) const { return schema_.name() + "." + name; }
};

Json member(const Json& list, std::size_t index, const char* name) {
  return list.at(index).at(name);
}

TEST_F(ReportTest, IsOnlyLineWithoutPayloads) {
  schema_.run("CREATE TABLE t AS SELECT n AS id FROM generate_series(1, 20000) n");
  const auto written = lines(check("t", kIdField));
  ASSERT_EQ(written.size(), 1U);
  const auto end = Json::parse(written[0]).at("$end");
  EXPECT_EQ(end.at("rows"), 20'000);
  EXPECT_EQ(end.at("report").at("complete"), true);
  EXPECT_EQ(end.at("report").at("rows"), 20'000);
  EXPECT_GT(end.at("report").at("rowsPerSecond"), 0.0);
}

TEST_F(ReportTest, HasSizesOfExportedPayloads) {
  schema_.run(
      "CREATE TABLE t AS SELECT n AS id, repeat('x', (n * 7919) % 3000) AS v "
      "FROM generate_series(1, 3001) n");
  const auto* const fields = R"([{"to": "id", "column": "id"}, {"to": "v", "column": "v"}])";
  std::vector<std::size_t> sizes;
  for (const auto& line : lines(request("t", fields))) sizes.push_back(line.size());
  std::sort(sizes.begin(), sizes.end());
  std::size_t bytes = 0;
  for (const auto size : sizes) bytes += size;

  const auto report = report_of(check("t", fields));
  EXPECT_EQ(report.at("bytes"), bytes);
  const auto& found = report.at("sizes");
  EXPECT_EQ(found.at("min"), sizes.front());
  EXPECT_EQ(found.at("median"), sizes[1500]);
  EXPECT_EQ(found.at("p95"), sizes[2850]);
  EXPECT_EQ(found.at("p99"), sizes[2970]);
  EXPECT_EQ(found.at("max"), sizes.back());
}

TEST_F(ReportTest, DoesNotDependOnPayloadsKeysOrWorkers) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, v text);"
      "INSERT INTO t SELECT n, CASE WHEN n % 5000 = 0 THEN 'x' WHEN n % 7 = 0 THEN NULL ELSE "
      "n::text "
      "END FROM generate_series(1, 60000) n; ANALYZE t");
  auto export_request = check("t", R"([{"to": "id", "column": "id"},
                              {"to": "v", "column": "v", "as": "integer", "onNull": "omit"}])");
  const auto stable = [](Json report) {
    for (const auto* name : {"takenAt", "seconds", "rowsPerSecond"}) report.erase(name);
    // Which rows come first depends on the order in which they are read.
    for (auto& issue : report.at("issues")) issue.erase("examples");
    report.erase("notable");
    return report;
  };
  const auto alone = stable(report_of(export_request));
  EXPECT_EQ(alone.at("rejected"), 12);
  export_request.lines.payloads = true;
  EXPECT_EQ(stable(report_of(export_request)), alone);
  export_request.workers = 3;
  EXPECT_EQ(stable(report_of(export_request)), alone);
  export_request.lines.payloads = false;
  EXPECT_EQ(stable(report_of(export_request)), alone);
  export_request.lines.keys = true;
  EXPECT_EQ(stable(report_of(export_request)), alone);
}

TEST_F(ReportTest, ListsIssuesWithRowsAndExamples) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, v text);"
      "INSERT INTO t SELECT n, CASE WHEN n % 3 = 0 THEN 'x' || n ELSE NULLIF(n, 4)::text END "
      "FROM generate_series(1, 30) n");
  const auto report = report_of(check("t", R"([{"to": "a", "column": "id"},
                     {"to": "n.v", "column": "v", "as": "integer", "onNull": "error"}])"));
  EXPECT_EQ(report.at("payloads"), 19);
  EXPECT_EQ(report.at("rejected"), 11);
  EXPECT_EQ(report.at("issues"), Json::parse(R"([
    {"field": 1, "to": "n.v", "code": "null_not_allowed",
     "message": "n.v is NULL, which this field rejects.", "rows": 1,
     "examples": [{"key": ["4"], "excerpt": null, "value": null}]},
    {"field": 1, "to": "n.v", "code": "not_an_integer", "message": "n.v is not a whole number.", "rows": 10,
     "examples": [{"key": ["3"], "excerpt": null, "value": "x3"}, {"key": ["6"], "excerpt": null, "value": "x6"},
       {"key": ["9"], "excerpt": null, "value": "x9"}, {"key": ["12"], "excerpt": null, "value": "x12"},
       {"key": ["15"], "excerpt": null, "value": "x15"}]}])"));
}

TEST_F(ReportTest, ShowsInvalidValueOfField) {
  schema_.run(R"(CREATE TABLE t (id int PRIMARY KEY, j jsonb, v text);
    INSERT INTO t VALUES (1, '{"n": "seven"}', repeat('ü', 500)))");
  const auto report = report_of(check("t", R"([
    {"to": "n", "column": "j", "at": "/n",
     "steps": [{"lookup": {"values": {"eight": 8}}}]},
    {"to": "v", "column": "v", "as": "number"},
    {"to": "w", "column": "v", "steps": [{"lookup": {"values": {"a": 1}}}]}])"));
  const auto value_of = [&](std::size_t issue) {
    return member(report.at("issues"), issue, "examples").at(0).at("value");
  };
  EXPECT_EQ(value_of(0), "seven");
  std::string beginning;
  for (int i = 0; i < 200; ++i) beginning += "ü";
  EXPECT_EQ(value_of(1), beginning);
  EXPECT_EQ(value_of(2), beginning);
}

TEST_F(ReportTest, ShowsNoValueForIssueOfWholeRow) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, repeat('a', 1000))");
  const auto report =
      report_of(check("t", R"([{"to": "v", "column": "v", "steps": [{"replace": ["a", ")" +
                               std::string(200, 'b') + R"("]}]}])"));
  EXPECT_EQ(member(report.at("issues"), 0, "code"), "row_too_large");
  EXPECT_EQ(member(report.at("issues"), 0, "examples"),
            Json::parse(R"([{"key": ["1"], "excerpt": null, "value": null}])"));
}

TEST_F(ReportTest, ShowsExcerptOfRowWithoutKey) {
  schema_.run("CREATE TABLE t (id int, v text); INSERT INTO t VALUES (1, 'one'), (22, NULL)");
  const auto report = report_of(check("t", R"([{"to": "id", "column": "id"},
      {"to": "v", "column": "v", "onNull": "error"}])"));
  EXPECT_EQ(member(report.at("issues"), 0, "examples"),
            Json::parse(R"([{"key": null, "excerpt": "22\t\\N", "value": null}])"));
  EXPECT_EQ(member(report.at("notable"), 0, "excerpt"), R"({"id":1,"v":"one"})");
  EXPECT_EQ(member(report.at("notable"), 1, "reason"), "most_nulls");
  EXPECT_EQ(member(report.at("notable"), 1, "excerpt"), "22\t\\N");
}

TEST_F(ReportTest, ShowsSameExcerptForEachReason) {
  schema_.run("CREATE TABLE t (id int, v text); INSERT INTO t VALUES (22, NULL)");
  auto export_request = check("t", R"([{"to": "id", "column": "id"}, {"to": "v", "column": "v"}])");
  for (const bool keys : {false, true}) {
    export_request.lines.keys = keys;
    EXPECT_EQ(report_of(export_request).at("notable"), Json::parse(R"([
      {"key": null, "excerpt": "{\"id\":22,\"v\":null}", "reason": "largest_payload", "value": 18},
      {"key": null, "excerpt": "{\"id\":22,\"v\":null}", "reason": "most_nulls", "value": 1}])"));
  }
}

TEST_F(ReportTest, ReportsStatisticsOfFieldValues) {
  schema_.run(R"(CREATE TABLE t (id bigint, v text, j json);
    INSERT INTO t VALUES (9007199254740993, 'abc', '{"a": 1}'), (1, 'ünïcode', '[1]'), (2, NULL, 'null'),
                         (3, NULL, NULL))");
  const auto report = report_of(check("t", R"([{"to": "id", "column": "id"},
      {"to": "v", "column": "v", "onNull": "omit"}, {"to": "fixed", "value": "x"},
      {"to": "j", "column": "j", "onNull": {"default": {}}}])"));
  EXPECT_EQ(report.at("fields"), Json::parse(R"([
    {"field": 0, "to": "id", "nulls": 0, "omitted": 0, "longest": null, "unsafeNumbers": 1, "types": ["number"]},
    {"field": 1, "to": "v", "nulls": 2, "omitted": 2, "longest": 7, "unsafeNumbers": 0, "types": ["string"]},
    {"field": 3, "to": "j", "nulls": 1, "omitted": 0, "longest": null, "unsafeNumbers": 0,
     "types": ["null", "array", "object"]}])"));
}

TEST_F(ReportTest, NamesLargestPayloadAndRowWithMostNulls) {
  schema_.run(R"(CREATE TABLE t (id int PRIMARY KEY, a text, b text);
    INSERT INTO t VALUES (1, 'x', 'y'), (2, NULL, repeat('z', 50)), (3, NULL, NULL), (4, NULL, NULL))");
  const auto report =
      report_of(check("t", R"([{"to": "a", "column": "a"}, {"to": "b", "column": "b"}])"));
  EXPECT_EQ(report.at("notable"), Json::parse(R"([
    {"key": ["2"], "excerpt": null, "reason": "largest_payload", "value": 67},
    {"key": ["3"], "excerpt": null, "reason": "most_nulls", "value": 2}])"));
}

TEST_F(ReportTest, CountsNullAndDuplicateKeysOfQuery) {
  schema_.run(R"(CREATE TABLE t (id int, v text);
    INSERT INTO t VALUES (1, 'a'), (1, 'a'), (1, 'b'), (2, NULL), (2, NULL), (NULL, 'x'), (3, 'a'), (3, 'a'), (3, 'a'))");
  const auto query = "SELECT * FROM " + table("t");
  EXPECT_EQ(report_of(check_query(query, {"id", "v"})).at("key"),
            Json::parse(R"({"columns": ["id", "v"], "nulls": 3, "duplicates": 5})"));
  EXPECT_EQ(report_of(check_query(query, {"id"})).at("key"),
            Json::parse(R"({"columns": ["id"], "nulls": 1, "duplicates": 8})"));
  EXPECT_EQ(report_of(check_query(query, {})).at("key"), Json());
}

TEST_F(ReportTest, CountsKeysOfTypesWithoutEquality) {
  schema_.run(
      R"(CREATE TABLE t (id json); INSERT INTO t VALUES ('{"a":1}'), ('{"a":1}'), ('{"a": 1}'))");
  EXPECT_EQ(
      report_of(check_query("SELECT id FROM " + table("t"), {"id"})).at("key").at("duplicates"), 2);
}

TEST_F(ReportTest, CountsKeysInSnapshotOfExport) {
  schema_.run("CREATE TABLE t AS SELECT 1 AS id");
  auto export_request = check_query("SELECT id FROM " + table("t"), {"id"});
  export_request.lines.payloads = true;
  std::string written;
  begin(export_request)->run([&](std::string_view piece) {
    if (written.empty()) schema_.run("INSERT INTO t VALUES (1)");
    written += piece;
  });
  const auto end = Json::parse(written.substr(written.find(R"({"$end")")));
  EXPECT_EQ(end.at("$end").at("report").at("key").at("duplicates"), 0);
}

TEST_F(ReportTest, DoesNotCountKeysOfLimitedExport) {
  auto export_request = check_query("SELECT 1 AS id UNION ALL SELECT 1", {"id"});
  export_request.limit = 1;
  EXPECT_EQ(report_of(export_request).at("key"), Json());
}

TEST_F(ReportTest, DoesNotCountKeysOfTable) {
  schema_.run("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
  EXPECT_EQ(report_of(check("t", kIdField)).at("key"), Json());
}

TEST_F(ReportTest, HasNoSizesWithoutRows) {
  schema_.run("CREATE TABLE t (id int)");
  const auto report = report_of(check("t", kIdField));
  EXPECT_EQ(report.at("rows"), 0);
  EXPECT_EQ(report.at("sizes"), Json());
  EXPECT_EQ(report.at("notable"), Json::array());
}

TEST_F(ReportTest, AddsKeysWithoutChangingPayloads) {
  schema_.run(R"(CREATE TABLE t (id int, k text, v json, PRIMARY KEY (k, id));
    INSERT INTO t VALUES (1, 'a"b', '{"b":1.10,"a":1}'), (2, 'c', 'null'))");
  auto export_request = request("t", R"([{"to": "v", "column": "v"}])");
  export_request.lines.keys = true;
  EXPECT_EQ(lines(export_request),
            (Lines{R"({"key":["a\"b","1"],"payload":{"v":{"b":1.10,"a":1}}})",
                   R"({"key":["c","2"],"payload":{"v":null}})"}));
}

TEST_F(ReportTest, WritesNullKeyWithoutPrimaryKey) {
  schema_.run("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
  auto export_request = request("t", kIdField);
  export_request.lines.keys = true;
  EXPECT_EQ(lines(export_request), Lines{R"({"key":null,"payload":{"id":1}})"});
}

// An empty chunk would end a chunked response.
TEST_F(ReportTest, WritesNoEmptyPieces) {
  auto export_request = check_query(
      "SELECT repeat('x', 20000) AS id UNION ALL SELECT 'y' FROM pg_sleep(0.6)", {"id"});
  std::vector<std::size_t> sizes;
  begin(export_request)->run([&](std::string_view piece) { sizes.push_back(piece.size()); });
  ASSERT_EQ(sizes.size(), 1U);
  EXPECT_GT(sizes[0], 0U);
}

TEST_F(ReportTest, ReportsGrowingProgress) {
  schema_.run(
      "CREATE TABLE t AS SELECT n AS id FROM generate_series(1, 1000) n; ANALYZE t;"
      "CREATE VIEW slow AS SELECT id, pg_sleep(0.001)::text || repeat('x', 2000) AS v FROM t");
  auto export_request =
      check("slow", R"([{"to": "id", "column": "id"}, {"to": "v", "column": "v"}])");
  export_request.progress = true;
  const auto written = lines(export_request);
  std::vector<std::uint64_t> rows;
  for (std::size_t i = 0; i + 1 < written.size(); ++i) {
    const auto progress = Json::parse(written[i]).at("$progress");
    EXPECT_EQ(progress.at("estimatedRows"), Json());
    rows.push_back(progress.at("rows").get<std::uint64_t>());
  }
  EXPECT_GE(rows.size(), 3U);
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
  EXPECT_GT(rows.back(), rows.front());
  EXPECT_LE(rows.back(), 1'000U);
}

TEST_F(ReportTest, CountsFirstRowInProgress) {
  // Each payload is a piece of its own, and a progress line follows the first piece.
  schema_.run("CREATE TABLE t AS SELECT repeat('x', 70000) AS v FROM generate_series(1, 3)");
  auto export_request = request("t", R"([{"to": "v", "column": "v"}])");
  export_request.progress = true;
  EXPECT_EQ(Json::parse(lines(export_request).at(1)).at("$progress").at("rows"), 1);
}

TEST_F(ReportTest, EstimatesRowsOfUnfilteredTable) {
  schema_.run("CREATE TABLE t AS SELECT n AS id FROM generate_series(1, 1000) n; ANALYZE t");
  auto export_request = check("t", kIdField);
  export_request.progress = true;
  const auto estimate = [&] {
    return Json::parse(lines(export_request).front()).at("$progress").at("estimatedRows");
  };
  EXPECT_EQ(estimate(), 1'000);
  export_request.limit = 20;
  EXPECT_EQ(estimate(), 20);
  export_request.limit.reset();
  export_request.source.where = {{"id", Condition::Operator::greater, {"5"}}};
  EXPECT_EQ(estimate(), Json());
}

}  // namespace
}  // namespace rowhook
