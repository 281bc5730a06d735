#include <gtest/gtest.h>

#include "support/preview_fixture.h"

namespace rowhook {
namespace {

class OddSourcesTest : public testing::PreviewFixture {
 protected:
  OddSourcesTest() : PreviewFixture("odd_sources_pgtest") {}

  /// Makes the following previews log in as a role that has only USAGE on the schema.
  void connect_as_reader() {
    schema_.run("DROP ROLE IF EXISTS odd_reader; CREATE ROLE odd_reader LOGIN PASSWORD 'odd';" +
                ("GRANT USAGE ON SCHEMA " + schema_.name() + " TO odd_reader"));
    source_ = ConnectionString::parse(testing::url_for("odd_reader", "odd"));
  }

  void drop_reader() { schema_.run("DROP OWNED BY odd_reader; DROP ROLE odd_reader"); }
};

TEST_F(OddSourcesTest, PreviewsUnusualRelations) {
  schema_.run(
      "CREATE TABLE no_columns (); INSERT INTO no_columns DEFAULT VALUES;"
      "CREATE TABLE no_rows (id int PRIMARY KEY);"
      "CREATE TABLE no_key (x int); INSERT INTO no_key VALUES (7);"
      "CREATE TABLE \"odd \"\".; drop table\" (\"a.b\" int, \"c\"\"d\" int);"
      "INSERT INTO \"odd \"\".; drop table\" VALUES (1, 2);"
      "CREATE VIEW v AS SELECT x + 1 AS y FROM no_key;"
      "CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child () INHERITS (parent);"
      "INSERT INTO child VALUES (1)");
  const auto first = [this](const std::string& relation, const std::string& fields) {
    return preview(relation, fields).payloads.at(0);
  };
  EXPECT_EQ(first("no_columns", R"([{"to": "a", "value": 1}])").body, R"({"a":1})");
  EXPECT_TRUE(preview("no_rows", R"([{"to": "id", "column": "id"}])").payloads.empty());
  EXPECT_EQ(first("no_key", R"([{"to": "x", "column": "x"}])").key, std::nullopt);
  EXPECT_EQ(
      first("odd \".; drop table",
            R"([{"to": "[\"a.b\"]", "column": "a.b"}, {"to": "[\"c\\\"d\"]", "column": "c\"d"}])")
          .body,
      R"({"a.b":1,"c\"d":2})");
  EXPECT_EQ(first("v", R"([{"to": "y", "column": "y"}])").body, R"({"y":8})");
  const auto parent = preview("parent", R"([{"to": "id", "column": "id"}])");
  EXPECT_EQ(parent.payloads.at(0).body, R"({"id":1})");
  EXPECT_TRUE(parent.taken.sample->order.empty());
}

TEST_F(OddSourcesTest, OmitsUnreadableColumnsWithWarning) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, open text, secret text);"
      "INSERT INTO t VALUES (1, 'x', 'canary')");
  connect_as_reader();
  schema_.run("GRANT SELECT (id, open) ON t TO odd_reader");
  const auto preview = this->preview("t", R"([{"to": "open", "column": "open"}])");
  EXPECT_EQ(preview.payloads.at(0).body, R"({"open":"x"})");
  EXPECT_EQ(preview.payloads.at(0).key, std::vector<std::string>{"1"});
  EXPECT_EQ(preview.warnings.at(0).code, "columns_unreadable");
  const auto problem =
      testing::problem_of([this] { this->preview("t", R"([{"to": "s", "column": "secret"}])"); });
  EXPECT_EQ(problem.code, ProblemCode::mapping_invalid);
  EXPECT_EQ(problem.errors.at(0).code, "column_unreadable");

  schema_.run(
      "CREATE TABLE keyless (hidden int PRIMARY KEY, open text);"
      "INSERT INTO keyless VALUES (1, 'y'); GRANT SELECT (open) ON keyless TO odd_reader");
  const auto keyless = this->preview("keyless", R"([{"to": "open", "column": "open"}])");
  EXPECT_EQ(keyless.payloads.at(0).body, R"({"open":"y"})");
  EXPECT_EQ(keyless.payloads.at(0).key, std::nullopt);
  drop_reader();
}

TEST_F(OddSourcesTest, WarnsOfUnreadableColumnIfAnotherIsReadTwice) {
  schema_.run(
      "CREATE TYPE pair AS (a int, b int); CREATE TABLE t (id int PRIMARY KEY, p pair, secret "
      "text);"
      "INSERT INTO t VALUES (1, (2, 3), 'canary')");
  connect_as_reader();
  schema_.run("GRANT SELECT (id, p) ON t TO odd_reader");
  const auto preview = this->preview("t", R"([{"to": "p", "column": "p", "as": "string"}])");
  EXPECT_EQ(preview.payloads.at(0).body, R"json({"p":"(2,3)"})json");
  ASSERT_EQ(preview.warnings.size(), 1U);
  EXPECT_EQ(preview.warnings[0].code, "columns_unreadable");
  drop_reader();
}

TEST_F(OddSourcesTest, UsesSearchPathOfRole) {
  schema_.run(
      "CREATE FUNCTION inner_price(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';"
      "CREATE FUNCTION price(int) RETURNS int LANGUAGE plpgsql AS "
      "$$BEGIN RETURN inner_price($1); END$$;"
      "CREATE VIEW prices AS SELECT price(21) AS price");
  connect_as_reader();
  schema_.run("ALTER ROLE odd_reader SET search_path = " + schema_.name() +
              "; GRANT SELECT ON prices TO odd_reader");
  EXPECT_EQ(preview("prices", R"([{"to": "p", "column": "price"}])").payloads.at(0).body,
            R"({"p":42})");
  drop_reader();
}

TEST_F(OddSourcesTest, AppliesRowSecurityPolicies) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, owner text); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
      "INSERT INTO t VALUES (1, 'odd_reader'), (2, 'somebody');"
      "CREATE POLICY own ON t USING (owner = current_user)");
  connect_as_reader();
  schema_.run("GRANT SELECT ON t TO odd_reader");
  const auto payloads = preview("t", R"([{"to": "id", "column": "id"}])").payloads;
  ASSERT_EQ(payloads.size(), 1U);
  EXPECT_EQ(payloads[0].body, R"({"id":1})");
  drop_reader();
}

TEST_F(OddSourcesTest, ServesNextRequestAfterFailedRead) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1);"
      "CREATE MATERIALIZED VIEW empty AS SELECT id FROM t WITH NO DATA;"
      "CREATE VIEW broken AS SELECT 1 / (id - 1) AS id FROM t");
  const std::string fields = R"([{"to": "id", "column": "id"}])";
  const auto empty = testing::problem_of([&] { preview("empty", fields); });
  EXPECT_EQ(empty.code, ProblemCode::query_failed);
  EXPECT_EQ(empty.sqlstate, "55000");
  EXPECT_NE(empty.hint.find("REFRESH MATERIALIZED VIEW"), std::string::npos);
  const auto broken = testing::problem_of([&] { preview("broken", fields); });
  EXPECT_EQ(broken.code, ProblemCode::query_failed);
  EXPECT_EQ(broken.sqlstate, "22012");
  EXPECT_EQ(preview("t", fields).payloads.at(0).body, R"({"id":1})");
}

TEST_F(OddSourcesTest, ReturnsDeepAndLongValues) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, deep jsonb, long text);"
      "INSERT INTO t VALUES (1, (repeat('[', 1000) || '1' || repeat(']', 1000))::jsonb, NULL),"
      "(2, NULL, repeat(E'x\"', 200000))");
  const auto payloads =
      preview("t", R"([{"to": "d", "column": "deep"}, {"to": "l", "column": "long"},
      {"to": "e", "column": "deep", "at": "/0/0/0", "as": "string"}])")
          .payloads;
  EXPECT_EQ(payloads.at(0).body, R"({"d":)" + std::string(1000, '[') + "1" +
                                     std::string(1000, ']') + R"(,"l":null,"e":")" +
                                     std::string(997, '[') + "1" + std::string(997, ']') + "\"}");
  EXPECT_EQ(payloads.at(1).body.value().size(),
            200'000U * 3 + std::string(R"({"d":null,"l":"","e":null})").size());
}

TEST_F(OddSourcesTest, ReportsInvalidUtf8OfSqlAsciiDatabase) {
  schema_.run("DROP DATABASE IF EXISTS odd_ascii WITH (FORCE)");
  // Postgres 14 and older have no other locale provider.
  const bool providers = schema_.server_version() >= 150'000;
  schema_.run(
      "CREATE DATABASE odd_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' "
      "TEMPLATE template0" +
      std::string(providers ? " LOCALE_PROVIDER libc" : ""));
  const auto own = testing::test_connection();
  const auto url = testing::url_for(own.user(), own.password(), "odd_ascii");
  {
    pqxx::connection ascii(url);
    pqxx::nontransaction statement(ascii);
    statement.exec(
        "CREATE TABLE t (id int PRIMARY KEY, x text, y text);"
        "INSERT INTO t VALUES (1, E'\\303\\251', 'a'), (2, E'caf\\351', 'b')");
  }
  source_ = ConnectionString::parse(url);
  const SampleRequest request{{{"public", "t"}}, {}, false};
  const auto mapping =
      testing::mapping_with(R"([{"to": "y", "column": "y"}, {"to": "x", "column": "x"}])");
  const auto payloads = make_preview(sampler_, source_, request, mapping, testing::soon()).payloads;
  EXPECT_EQ(payloads.at(0).body, "{\"y\":\"a\",\"x\":\"\u00e9\"}");
  EXPECT_FALSE(payloads.at(1).body);
  EXPECT_EQ(payloads.at(1).issues.at(0).code, IssueCode::invalid_utf8);
  EXPECT_EQ(payloads.at(1).issues.at(0).field, 1U);
  schema_.run("DROP DATABASE odd_ascii WITH (FORCE)");
}

}  // namespace
}  // namespace rowhook
