#include <gtest/gtest.h>

#include "catalog/conditions.h"
#include "support/source_fixture.h"

namespace rowhook {
namespace {

using testing::problem_of;
using Is = Condition::Operator;
using Ids = std::vector<std::string>;

class ConditionsTest : public testing::SourceFixture {
 protected:
  ConditionsTest() : SourceFixture("conditions_pgtest") {
    schema_.run(
        "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE DOMAIN code AS varchar(3);"
        "CREATE TABLE t (id int PRIMARY KEY, name text, short varchar(3), fixed char(3), "
        "amount numeric(6,2), at timestamptz, active bool, feeling mood, c code, tags text[], "
        "doc json, docb jsonb, point point, \"odd \"\"name'\" text);"
        "INSERT INTO t VALUES "
        "(1, 'a%b_c', 'abc', 'ab', 1.50, '2024-01-01 00:00+00', true, 'sad', 'x', '{a,b}', "
        "'{\"a\": 1}', '{\"a\": 1}', '(1,2)', 'it''s'),"
        "(2, 'A\\B', 'ab', 'abc', 2, '2024-06-01 12:00+02', false, 'ok', 'xyz', '{}', NULL, '[]', "
        "NULL, 'back\\slash'),"
        "(3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
  }

  Ids ids(const std::vector<Condition>& where) {
    Ids found;
    for (const auto& row : sample(table("t", where)).rows) found.push_back(row.key->front());
    return found;
  }

  Problem refusal(const std::vector<Condition>& where) {
    return problem_of([&] { describe(table("t", where)); });
  }
};

TEST_F(ConditionsTest, ComparesValuesByColumnType) {
  const std::vector<std::pair<Condition, Ids>> cases = {
      {{"id", Is::equal, {"2"}}, {"2"}},
      {{"id", Is::not_equal, {"2"}}, {"1", "3"}},
      {{"id", Is::less, {"2"}}, {"1"}},
      {{"id", Is::less_or_equal, {"2"}}, {"1", "2"}},
      {{"id", Is::greater, {"2"}}, {"3"}},
      {{"id", Is::greater_or_equal, {" 2 "}}, {"2", "3"}},
      {{"id", Is::in, {"1", "3", "7"}}, {"1", "3"}},
      {{"name", Is::contains, {"%"}}, {"1"}},
      {{"name", Is::contains, {"_"}}, {"1"}},
      {{"name", Is::contains, {"\\"}}, {"2"}},
      {{"name", Is::contains, {""}}, {"1", "2"}},
      {{"name", Is::starts_with, {"a%"}}, {"1"}},
      {{"name", Is::starts_with, {"A\\B"}}, {"2"}},
      {{"name", Is::null, {}}, {"3"}},
      {{"name", Is::not_null, {}}, {"1", "2"}},
      {{"short", Is::equal, {"abc"}}, {"1"}},
      {{"short", Is::equal, {"abcd"}}, {}},  // not truncated to the column's length
      {{"fixed", Is::equal, {"ab"}}, {"1"}},
      {{"fixed", Is::equal, {"abcd"}}, {}},
      {{"amount", Is::equal, {"1.5"}}, {"1"}},
      {{"amount", Is::equal, {"1.501"}}, {}},  // not rounded to the column's scale
      {{"at", Is::equal, {"2024-06-01T10:00:00Z"}}, {"2"}},
      {{"at", Is::less, {"2024-06-01 10:00"}}, {"1"}},
      {{"active", Is::equal, {"true"}}, {"1"}},
      {{"feeling", Is::greater, {"sad"}}, {"2"}},
      {{"feeling", Is::contains, {"a"}}, {"1"}},
      {{"c", Is::equal, {"xyz"}}, {"2"}},
      {{"c", Is::equal, {"wxyz"}}, {}},
      {{"tags", Is::equal, {"{a,b}"}}, {"1"}},
      {{"tags", Is::in, {"{a,b}", "{}"}}, {"1", "2"}},
      {{"docb", Is::equal, {"{\"a\":1}"}}, {"1"}},
      {{"doc", Is::contains, {"\"a\""}}, {"1"}},
      {{"odd \"name'", Is::equal, {"it's"}}, {"1"}},
      {{"odd \"name'", Is::equal, {"back\\slash"}}, {"2"}},
      {{"odd \"name'", Is::equal, {"') OR true --"}}, {}},
  };
  for (const auto& [condition, expected] : cases) {
    SCOPED_TRACE(condition.column + " " + std::string(kOperatorNames[condition.is]) + " " +
                 (condition.values.empty() ? "" : condition.values.front()));
    EXPECT_EQ(ids({condition}), expected);
    EXPECT_EQ(exported(table("t", {condition}), 2).size(), expected.size());
  }
  EXPECT_EQ(
      ids({{"id", Is::greater, {"1"}}, {"name", Is::not_null, {}}, {"active", Is::equal, {"f"}}}),
      Ids{"2"});
}

TEST_F(ConditionsTest, FindsRowInTableAndQuery) {
  const Condition email{"name", Is::equal, {"A\\B"}};
  RowSelection rows{10, RowSelection::Pick::where, "", {email}};
  const auto of_table = sample(table("t"), rows);
  ASSERT_EQ(of_table.rows.size(), 1U);
  EXPECT_EQ(of_table.rows[0].key, Ids{"2"});
  EXPECT_TRUE(sample(table("t", {{"id", Is::equal, {"1"}}}), rows).rows.empty());
  const auto text = "SELECT id, upper(name) AS name FROM conditions_pgtest.t";
  rows.where = {{"name", Is::starts_with, {"A%"}}};
  const auto of_query = sample(query(text, {"id"}), rows);
  ASSERT_EQ(of_query.rows.size(), 1U);
  EXPECT_EQ(of_query.rows[0].key, Ids{"1"});
  rows.where = {{"id", Is::equal, {"x"}}};
  const auto problem = problem_of([&] { sample(query(text), rows); });
  ASSERT_EQ(problem.errors.size(), 1U);
  EXPECT_EQ(problem.errors[0].pointer, "/rows/pick/where/0/value");
}

TEST_F(ConditionsTest, ReportsPointersOfInvalidConditions) {
  schema_.run(
      "DROP ROLE IF EXISTS conditions_reader; CREATE ROLE conditions_reader LOGIN PASSWORD 'pw';"
      "GRANT USAGE ON SCHEMA conditions_pgtest TO conditions_reader;"
      "GRANT SELECT (id, name, amount, point, doc) ON t TO conditions_reader");
  source_ = ConnectionString::parse(testing::url_for("conditions_reader", "pw"));
  const auto unknown = refusal({{"nam", Is::null, {}}, {"short", Is::null, {}}});
  EXPECT_EQ(unknown.code, ProblemCode::source_invalid);
  ASSERT_EQ(unknown.errors.size(), 2U);
  EXPECT_EQ(unknown.errors[0].pointer, "/where/0/column");
  EXPECT_EQ(unknown.errors[0].code, "unknown_column");
  EXPECT_EQ(unknown.errors[1].pointer, "/where/1/column");
  EXPECT_EQ(unknown.errors[1].code, "column_unreadable");

  const auto values = refusal({{"id", Is::equal, {"1"}},
                               {"id", Is::equal, {"x"}},
                               {"amount", Is::in, {"1", "two", "3", "four"}},
                               {"doc", Is::equal, {"{}"}},
                               {"point", Is::in, {"(1,2)", "(3,4)"}}});
  EXPECT_EQ(values.code, ProblemCode::source_invalid);
  std::vector<std::string> places;
  for (const auto& error : values.errors) places.push_back(error.pointer + " " + error.code);
  EXPECT_EQ(places, (std::vector<std::string>{
                        "/where/1/value value_invalid", "/where/2/value/1 value_invalid",
                        "/where/2/value/3 value_invalid", "/where/3/is operator_not_allowed",
                        "/where/4/is operator_not_allowed"}));
  EXPECT_EQ(values.errors[0].message, "Postgres cannot read this as integer, the type of id.");
  schema_.run("DROP OWNED BY conditions_reader; DROP ROLE conditions_reader");
}

TEST_F(ConditionsTest, IgnoresOperatorsOnSearchPath) {
  schema_.run(
      "DROP SCHEMA IF EXISTS conditions_evil CASCADE; CREATE SCHEMA conditions_evil;"
      "CREATE FUNCTION conditions_evil.always(text, text) RETURNS bool LANGUAGE sql AS "
      "'SELECT true'; CREATE OPERATOR conditions_evil.= (FUNCTION = conditions_evil.always, "
      "LEFTARG = text, RIGHTARG = text);"
      "DROP ROLE IF EXISTS conditions_evil; CREATE ROLE conditions_evil SUPERUSER LOGIN PASSWORD "
      "'pw'; ALTER ROLE conditions_evil SET search_path = conditions_evil, pg_catalog");
  source_ = ConnectionString::parse(testing::url_for("conditions_evil", "pw"));
  EXPECT_EQ(ids({{"name", Is::equal, {"nobody"}}}), Ids{});
  schema_.run("DROP SCHEMA conditions_evil CASCADE; DROP ROLE conditions_evil");
}

TEST_F(ConditionsTest, UsesOperatorsOfExtensionTypes) {
  if (schema_.run("SELECT FROM pg_available_extensions WHERE name = 'citext'").empty()) {
    GTEST_SKIP() << "citext is not installed";
  }
  schema_.run(
      "CREATE EXTENSION IF NOT EXISTS citext SCHEMA conditions_pgtest;"
      "ALTER TABLE t ADD email conditions_pgtest.citext; UPDATE t SET email = 'Ada@X.org' "
      "WHERE id = 2");
  EXPECT_EQ(ids({{"email", Is::equal, {"ada@x.ORG"}}}), Ids{"2"});
}

}  // namespace
}  // namespace rowhook
