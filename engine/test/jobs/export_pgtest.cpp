#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "jobs/export.h"
#include "support/export_fixture.h"
#include "support/observe.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;

using Lines = std::vector<std::string>;

constexpr const char* kNumber = R"([{"to": "n", "column": "v", "as": "integer"}])";

class ExportTest : public testing::ExportFixture {
 protected:
  ExportTest() : ExportFixture("export_pgtest") {}

  /// Exports while another session holds the locks of `change`, which it commits after 0.5 s.
  Lines lines_during(const std::string& change, const ExportRequest& request) {
    testing::ScratchSchema other("export_pgtest_other");
    other.run("BEGIN; " + change);
    std::thread commit([&] {
      std::this_thread::sleep_for(500ms);
      other.run("COMMIT");
    });
    auto written = lines(request);
    commit.join();
    return written;
  }
};

TEST_F(ExportTest, WritesEachRowAsLine) {
  schema_.run(R"(CREATE TABLE t (id int, v text);
    INSERT INTO t VALUES (1, E'tab\t"quote"\nline'), (2, NULL), (3, 'ünï'))");
  EXPECT_EQ(
      lines(request("t", R"([{"to": "a.id", "column": "id"}, {"to": "a.v", "column": "v"}])")),
      (Lines{R"({"a":{"id":1,"v":"tab\t\"quote\"\nline"}})", R"({"a":{"id":2,"v":null}})",
             R"({"a":{"id":3,"v":"ünï"}})"}));
}

TEST_F(ExportTest, IgnoresNoticesOfFunctions) {
  schema_.run(R"(CREATE FUNCTION noisy(n int) RETURNS int LANGUAGE plpgsql AS $$
      BEGIN RAISE NOTICE '%', repeat('x', 1000); RETURN n; END $$;
    CREATE VIEW v AS SELECT noisy(n) AS id FROM generate_series(1, 50000) n)");
  EXPECT_EQ(lines(request("v", kIdField)).size(), 50'000);
}

TEST_F(ExportTest, WritesNothingForNoRows) {
  schema_.run("CREATE TABLE t (id int)");
  EXPECT_EQ(lines(request("t", kIdField)), Lines{});
}

TEST_F(ExportTest, ExportsConstantsWithoutColumns) {
  schema_.run("CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2)");
  EXPECT_EQ(lines(request("t", R"([{"to": "fixed", "value": 1}])")),
            (Lines{R"({"fixed":1})", R"({"fixed":1})"}));
}

TEST_F(ExportTest, EndsWithEndRecord) {
  schema_.run("CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 9)");
  auto export_request = request("t", kIdField);
  export_request.end_record = true;
  const auto written = lines(export_request);
  ASSERT_EQ(written.size(), 10U);
  EXPECT_EQ(written.back(), R"({"$end":{"rows":9,"skipped":0,"bytes":81}})");
}

TEST_F(ExportTest, StopsAtLimit) {
  schema_.run("CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 9)");
  auto export_request = request("t", kIdField);
  export_request.limit = 4;
  EXPECT_EQ(lines(export_request).size(), 4U);
}

TEST_F(ExportTest, WritesPiecesOfWholeLines) {
  schema_.run("CREATE TABLE t AS SELECT n AS id FROM generate_series(1, 50000) n");
  std::size_t pieces = 0;
  std::size_t rows = 0;
  begin(request("t", kIdField))->run([&](std::string_view piece) {
    ++pieces;
    EXPECT_TRUE(piece.ends_with('\n'));
    EXPECT_LT(piece.size(), 100'000U);
    rows += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
  });
  EXPECT_EQ(rows, 50'000U);
  EXPECT_GT(pieces, 5U);
}

TEST_F(ExportTest, FailsToBeginIfFirstRowIsInvalid) {
  schema_.run("CREATE TABLE t (v text); INSERT INTO t VALUES ('x'), ('1')");
  const auto problem = problem_of([&] { begin(request("t", kNumber)); });
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  ASSERT_EQ(problem.errors.size(), 1U);
  EXPECT_EQ(problem.errors[0].pointer, "/mapping/fields/0");
  EXPECT_EQ(problem.errors[0].code, "not_an_integer");
}

TEST_F(ExportTest, FailsAtInvalidLaterRow) {
  schema_.run("CREATE TABLE t (v text); INSERT INTO t VALUES ('1'), ('x'), ('2')");
  const auto begun = begin(request("t", kNumber));
  const auto problem = problem_of([&] { begun->run([](std::string_view) {}); });
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
}

TEST_F(ExportTest, SkipsAndCountsInvalidRows) {
  schema_.run("CREATE TABLE t (v text); INSERT INTO t VALUES ('x'), ('1'), ('y'), ('2')");
  auto export_request = request("t", kNumber);
  export_request.lines.on_error = OnError::skip;
  export_request.end_record = true;
  EXPECT_EQ(lines(export_request),
            (Lines{R"({"n":1})", R"({"n":2})",
                   R"({"$end":{"rows":2,"skipped":2,"bytes":16,"issues":[{"field":0,"to":"n",)"
                   R"("code":"not_an_integer","rows":2,"keys":[]}]}})"}));
}

TEST_F(ExportTest, ReportsKeysOfSkippedRowsByIssue) {
  schema_.run(
      "CREATE TABLE t (a int, b text, v text, PRIMARY KEY (b, a));"
      "INSERT INTO t SELECT n, 'b' || n, CASE WHEN n % 2 = 0 THEN 'x' WHEN n % 3 = 0 THEN NULL "
      "ELSE '1' END FROM generate_series(1, 30) n");
  auto export_request =
      request("t", R"([{"to": "n", "column": "v", "as": "integer", "onNull": "error"},
               {"to": "m.n", "column": "v", "as": "number"}])");
  export_request.lines.on_error = OnError::skip;
  export_request.end_record = true;
  const auto end = Json::parse(lines(export_request).back()).at("$end");
  EXPECT_EQ(end.at("rows"), 10);
  EXPECT_EQ(end.at("skipped"), 20);
  const auto keys = R"([["b2","2"],["b4","4"],["b6","6"],["b8","8"],["b10","10"]])";
  EXPECT_EQ(end.at("issues"), Json::parse(
                                  R"([{"field":0,"to":"n","code":"null_not_allowed","rows":5,
           "keys":[["b3","3"],["b9","9"],["b15","15"],["b21","21"],["b27","27"]]},
          {"field":0,"to":"n","code":"not_an_integer","rows":15,"keys":)" +
                                  std::string(keys) + R"(},
          {"field":1,"to":"m.n","code":"not_a_number","rows":15,"keys":)" +
                                  keys + "}]"));
}

TEST_F(ExportTest, ReportsKeyOfInvalidRow) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, '1'), (17, 'x')");
  const auto begun = begin(request("t", kNumber));
  const auto problem = problem_of([&] { begun->run([](std::string_view) {}); });
  EXPECT_EQ(problem.detail, "The row with the key 17: n is not a whole number.");
}

TEST_F(ExportTest, RejectsOrSkipsTooLargeRow) {
  schema_.run(
      "CREATE TABLE t (id int, v text); INSERT INTO t VALUES (1, repeat('x', 200000)), "
      "(2, 'y')");
  auto export_request = request("t", R"([{"to": "v", "column": "v"}])");
  const auto problem = problem_of([&] { begin(export_request); });
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  EXPECT_EQ(problem.errors.at(0).code, "row_too_large");
  export_request.lines.on_error = OnError::skip;
  EXPECT_EQ(lines(export_request), Lines{R"({"v":"y"})"});
}

TEST_F(ExportTest, RejectsUnknownColumnAndRelation) {
  schema_.run("CREATE TABLE t (id int)");
  const auto unknown = problem_of([&] { begin(request("t", R"([{"to": "a", "column": "no"}])")); });
  EXPECT_EQ(unknown.code, ProblemCode::mapping_invalid);
  EXPECT_EQ(unknown.errors.at(0).pointer, "/mapping/fields/0/column");
  EXPECT_EQ(problem_of([&] { begin(request("missing", kIdField)); }).code,
            ProblemCode::relation_not_found);
}

TEST_F(ExportTest, FailsToBeginOnErrorBeforeFirstRow) {
  schema_.run("CREATE VIEW v AS SELECT 1 / (n - 1) AS id FROM generate_series(1, 3) n");
  const auto problem = problem_of([&] { begin(request("v", kIdField)); });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_EQ(problem.sqlstate, "22012");
}

TEST_F(ExportTest, FailsOnErrorInRow999) {
  schema_.run("CREATE VIEW v AS SELECT 1 / (n - 999) AS id FROM generate_series(1, 2000) n");
  const auto begun = begin(request("v", kIdField));
  const auto problem = problem_of([&] { begun->run([](std::string_view) {}); });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
}

TEST_F(ExportTest, WaitsForTruncateAndReadsNewRows) {
  schema_.run("CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 100)");
  EXPECT_EQ(lines_during("TRUNCATE export_pgtest.t; INSERT INTO export_pgtest.t VALUES (7), (8)",
                         request("t", kIdField)),
            (Lines{R"({"id":7})", R"({"id":8})"}));
}

TEST_F(ExportTest, WaitsForTypeChangeAndUsesNewType) {
  schema_.run("CREATE TABLE m (id boolean); INSERT INTO m VALUES (true)");
  EXPECT_EQ(lines_during("ALTER TABLE export_pgtest.m ALTER id TYPE text USING 'a\"b'",
                         request("m", kIdField)),
            Lines{R"({"id":"a\"b"})"});
}

TEST_F(ExportTest, SendsRowsOfSlowViewAsTheyArrive) {
  schema_.run(
      "CREATE VIEW v AS SELECT repeat('x', 9000) AS v FROM generate_series(1, 6) n, "
      "LATERAL pg_sleep(CASE WHEN n > 0 THEN 0.4 ELSE 0 END)");
  std::size_t pieces = 0;
  begin(request("v", R"([{"to": "v", "column": "v"}])"))->run([&](std::string_view) { ++pieces; });
  EXPECT_GE(pieces, 2U);
}

TEST_F(ExportTest, ContinuesAfterDeadlineOfBegin) {
  schema_.run("CREATE VIEW v AS SELECT n AS id FROM generate_series(1, 3) n, LATERAL pg_sleep(1)");
  std::size_t bytes = 0;
  begin(request("v", kIdField), Deadline::in(2s))->run([&](std::string_view piece) {
    bytes += piece.size();
  });
  EXPECT_EQ(bytes, 27U);
}

// The server buffers up to 8 kB itself, so the first of two large rows is sent.
TEST_F(ExportTest, SendsRowBeforeNextOneArrives) {
  schema_.run(
      "CREATE VIEW v AS SELECT repeat('x', 9000) AS v FROM generate_series(1, 3) n, "
      "LATERAL pg_sleep(CASE WHEN n > 2 THEN 1.5 ELSE 0 END)");
  std::string first;
  begin(request("v", R"([{"to": "v", "column": "v"}])"))->run([&](std::string_view piece) {
    if (first.empty()) first = piece;
  });
  EXPECT_EQ(first, R"({"v":")" + std::string(9000, 'x') + "\"}\n");
}

class ExportTimeoutTest : public testing::ExportFixture {
 protected:
  ExportTimeoutTest() : ExportFixture("export_timeout_pgtest", {100'000, 700ms}) {}
};

TEST_F(ExportTimeoutTest, EndsAtTimeout) {
  schema_.run(
      "CREATE VIEW v AS SELECT repeat('x', 9000) AS v FROM generate_series(1, 100) n, "
      "LATERAL pg_sleep(CASE WHEN n > 2 THEN 0.1 ELSE 0 END)");
  const auto begun = begin(request("v", R"([{"to": "v", "column": "v"}])"));
  EXPECT_EQ(problem_of([&] { begun->run([](std::string_view) {}); }).code,
            ProblemCode::query_timeout);
}

TEST_F(ExportTimeoutTest, EndsAtTimeoutBeforeFirstRow) {
  schema_.run("CREATE VIEW v AS SELECT 1 AS id FROM pg_sleep(10)");
  EXPECT_EQ(problem_of([&] { begin(request("v", kIdField)); }).code, ProblemCode::query_timeout);
}

TEST_F(ExportTest, EndsQueryWhenDestroyed) {
  schema_.run(
      "CREATE VIEW v AS SELECT n AS id FROM generate_series(1, 3) n, "
      "LATERAL pg_sleep(CASE WHEN n > 1 THEN 60 ELSE 0 END)");
  const auto running = [&] {
    return schema_
        .run("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY (%export_pgtest\".\"v%'")
            [0][0]
        .as<int>();
  };
  auto begun = begin(request("v", kIdField), Deadline::in(2s));
  EXPECT_EQ(running(), 1);
  begun.reset();
  EXPECT_TRUE(testing::comes_true([&] { return running() == 0; }));
}

}  // namespace
}  // namespace rowhook
