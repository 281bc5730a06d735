#include <gtest/gtest.h>

#include <thread>

#include "catalog/quote.h"
#include "support/observe.h"
#include "support/preview_fixture.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;

constexpr char kFields[] = R"([{"to": "id", "column": "id"}])";

class FaultsTest : public testing::PreviewFixture {
 protected:
  FaultsTest() : PreviewFixture("faults_pgtest") {
    schema_.run("CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'a')");
  }

  /// The problem of a preview that runs in another thread while `meanwhile` runs.
  template <class Meanwhile>
  Problem problem_of_preview(const std::string& relation, Meanwhile&& meanwhile) {
    std::optional<Problem> problem;
    std::thread previewing(
        [&] { problem = problem_of([&] { preview(relation, kFields, {}, true); }); });
    meanwhile();
    previewing.join();
    EXPECT_EQ(preview("t", kFields, {}, true).payloads.at(0).body, R"({"id":1})");
    return *problem;
  }

  static bool waits_for(const std::string& event) {
    return testing::comes_true([&] {
      return testing::sessions_where("application_name = 'rowhook' AND wait_event = '" + event +
                                     "'") > 0;
    });
  }
};

TEST_F(FaultsTest, ReportsTerminatedSession) {
  schema_.run("CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(20)::text AS x");
  const auto problem = problem_of_preview("slow", [&] {
    ASSERT_TRUE(waits_for("PgSleep"));
    schema_.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'rowhook' AND wait_event = 'PgSleep'");
  });
  EXPECT_EQ(problem.code, ProblemCode::database_unavailable);
  EXPECT_EQ(problem.sqlstate, "57P01");
}

TEST_F(FaultsTest, ReportsDroppedRelationAsNotFound) {
  schema_.run("CREATE TABLE gone (id int); DROP TABLE gone");
  EXPECT_EQ(problem_of([&] { preview("gone", kFields); }).code, ProblemCode::relation_not_found);
}

TEST_F(FaultsTest, ReportsRelationDroppedAfterLookupAsNotFound) {
  schema_.run("CREATE TABLE going (id int)");
  schema_.run("BEGIN; DROP TABLE going");
  const auto problem = problem_of_preview("going", [&] {
    EXPECT_TRUE(waits_for("relation"));
    schema_.run("COMMIT");
  });
  EXPECT_EQ(problem.code, ProblemCode::relation_not_found);
}

TEST_F(FaultsTest, WaitsForConcurrentChange) {
  schema_.run("CREATE TABLE changing (id int, x text); INSERT INTO changing VALUES (1, 'b')");
  const auto columns_after = [&](const std::string& change) {
    schema_.run("BEGIN; " + change);
    Preview preview;
    std::thread previewing([&] { preview = this->preview("changing", kFields, {}, true); });
    EXPECT_TRUE(waits_for("relation")) << change;
    schema_.run("COMMIT");
    previewing.join();
    std::string found;
    for (const auto& column : preview.taken.sample->source.columns) {
      found += column.name + " " + column.type.name + ",";
    }
    for (const auto& payload : preview.payloads) found += " " + payload.body.value_or("none");
    return found;
  };
  EXPECT_EQ(columns_after("ALTER TABLE changing RENAME COLUMN x TO y"),
            R"(id integer,y text, {"id":1})");
  EXPECT_EQ(columns_after("ALTER TABLE changing ALTER id TYPE text"),
            R"(id text,y text, {"id":"1"})");
  EXPECT_EQ(columns_after("TRUNCATE changing; INSERT INTO changing VALUES ('2'), ('3')"),
            R"(id text,y text, {"id":"2"} {"id":"3"})");
}

TEST_F(FaultsTest, ReportsColumnMissingInsideView) {
  schema_.run(
      "CREATE FUNCTION of_t() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT gone FROM "
      "faults_pgtest.t); END'; CREATE VIEW behind AS SELECT 1 AS id, of_t() AS x");
  const auto problem = problem_of([&] { preview("behind", kFields); });
  EXPECT_EQ(problem.code, ProblemCode::schema_changed);
  EXPECT_EQ(problem.sqlstate, "42703");
  EXPECT_NE(problem.detail.find("uses a column that does not exist"), std::string::npos);
}

TEST_F(FaultsTest, SupportsAnyCharacterInNames) {
  const std::vector<std::string> names{"quote\"d",
                                       "single'quoted",
                                       "dotted.name",
                                       "two words",
                                       "line\nfeed\ttab",
                                       "😀 émoji",
                                       "$1",
                                       "\\",
                                       "; DROP TABLE t; --",
                                       "%s%n",
                                       "<script>alert(1)</script>",
                                       std::string(63, 'x'),
                                       "../../etc/passwd",
                                       "pg_catalog.pg_class",
                                       "select"};
  std::string statements;
  for (const auto& name : names) {
    const auto quoted = quote_identifier(name);
    statements +=
        "CREATE TABLE " + quoted + " (" + quoted + " int); INSERT INTO " + quoted + " VALUES (7);";
  }
  schema_.run(statements);
  for (const auto& name : names) {
    const Json fields{{{"to", "k[" + Json(name).dump() + "]"}, {"column", name}},
                      {{"to", "t"}, {"template", "{" + Json(name).dump() + "}"}}};
    const auto body = preview(name, fields.dump()).payloads.at(0).body;
    EXPECT_EQ(body, R"({"k":{)" + Json(name).dump() + R"(:7},"t":"7"})") << name;
  }
  EXPECT_EQ(preview("t", kFields).payloads.size(), 1U);
}

TEST_F(FaultsTest, ReturnsObjectKeyOfAMegabyte) {
  schema_.run(
      "CREATE TABLE keyed (id jsonb);"
      "INSERT INTO keyed VALUES (jsonb_build_object(repeat('k', 900000), 1))");
  const auto body = preview("keyed", kFields).payloads.at(0).body;
  EXPECT_EQ(body, R"({"id":{")" + std::string(900'000, 'k') + R"(":1}})");
}

TEST_F(FaultsTest, ReportsHugeValueWithBoundedMemory) {
  schema_.run(
      "CREATE VIEW huge AS SELECT i AS id, 0.1::float8 AS v, "
      "CASE WHEN i = 2 THEN repeat('x', 300000000) END AS x FROM generate_series(1, 3) i");
  const auto before = testing::resident_bytes();
  const auto shown =
      preview("huge", R"([{"to": "id", "column": "id"}, {"to": "x", "column": "x"}])");
  EXPECT_LT(testing::resident_bytes(), before + 100'000'000);
  ASSERT_EQ(shown.payloads.size(), 2U);
  EXPECT_EQ(shown.payloads[0].body, R"({"id":1,"x":null})");
  EXPECT_EQ(shown.payloads[1].issues.at(0).code, IssueCode::row_too_large);
  EXPECT_EQ(shown.warnings.back().code, "reply_shortened");
}

}  // namespace
}  // namespace rowhook
