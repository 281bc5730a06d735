#include <gtest/gtest.h>

#include "support/preview_fixture.h"

namespace rowhook {
namespace {

using testing::problem_of;

constexpr char kId[] = R"([{"to": "id", "column": "id"}])";

/// Views whose functions fail or change settings that the engine relies on.
class ViewFunctionsTest : public testing::PreviewFixture {
 protected:
  ViewFunctionsTest() : PreviewFixture("view_functions_pgtest") {}

  void make_view(const std::string& body, const std::string& language = "plpgsql") {
    schema_.run("CREATE OR REPLACE FUNCTION inside() RETURNS int LANGUAGE " + language + " AS $$ " +
                body + " $$; CREATE OR REPLACE VIEW v AS SELECT inside() AS id");
  }

  Problem problem_of_view() {
    return problem_of([&] { preview("v", kId, {}, true); });
  }
};

TEST_F(ViewFunctionsTest, ReportsObjectsMissingInsideView) {
  schema_.run("SET check_function_bodies = off");
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"42P01", "SELECT 1 FROM nowhere.at_all"},
      {"42P01", "SELECT 1 FROM gone"},
      {"42703", "SELECT gone FROM pg_catalog.pg_class"},
  };
  for (const auto& [state, body] : bodies) {
    for (const std::string language : {"sql", "plpgsql"}) {
      SCOPED_TRACE(body + " in " + language);
      make_view(language == "sql" ? body + " LIMIT 1" : "BEGIN RETURN (" + body + " LIMIT 1); END",
                language);
      const auto problem = problem_of_view();
      EXPECT_EQ(problem.code,
                state == "42703" ? ProblemCode::schema_changed : ProblemCode::query_failed);
      EXPECT_TRUE(problem.sqlstate == state || problem.sqlstate == "3F000") << *problem.sqlstate;
      EXPECT_NE(problem.detail.find("The table or view uses"), std::string::npos) << problem.detail;
    }
  }
  EXPECT_EQ(problem_of([&] { preview("none", kId); }).code, ProblemCode::relation_not_found);
}

TEST_F(ViewFunctionsTest, ReportsPermissionDeniedInsideView) {
  schema_.run(
      "DROP ROLE IF EXISTS view_reader; CREATE ROLE view_reader LOGIN PASSWORD 'odd';"
      "GRANT USAGE ON SCHEMA view_functions_pgtest TO view_reader; CREATE TABLE secret (id int);"
      "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT count(*)::int FROM secret';"
      "CREATE VIEW v AS SELECT own() AS id; CREATE TABLE denied (id int);"
      "GRANT SELECT ON v TO view_reader");
  std::vector<std::string> inside{"v"};
  if (databases_.read(source_, testing::soon(), [](ReadTransaction& transaction) {
        return transaction.session().server_version();
      }) >= 150'000) {
    schema_.run(
        "CREATE VIEW invoked WITH (security_invoker) AS SELECT * FROM secret;"
        "GRANT SELECT ON invoked TO view_reader");
    inside.emplace_back("invoked");
  }
  source_ = ConnectionString::parse(testing::url_for("view_reader", "odd"));
  schema_.run("ALTER ROLE view_reader SET search_path = view_functions_pgtest");
  for (const auto& view : inside) {
    SCOPED_TRACE(view);
    const auto problem = problem_of([&] { preview(view, kId); });
    EXPECT_EQ(problem.code, ProblemCode::query_failed);
    EXPECT_NE(problem.detail.find("something that the table or view uses"), std::string::npos)
        << problem.detail;
  }
  const auto denied = problem_of([&] { preview("denied", kId); });
  EXPECT_EQ(denied.code, ProblemCode::permission_denied);
  EXPECT_NE(denied.detail.find("may not read this table or view"), std::string::npos)
      << denied.detail;
  schema_.run("DROP OWNED BY view_reader; DROP ROLE view_reader");
}

TEST_F(ViewFunctionsTest, ExplainsUncommonSqlstates) {
  schema_.run(
      "CREATE TABLE looped (id int); ALTER TABLE looped ENABLE ROW LEVEL SECURITY;"
      "CREATE POLICY p ON looped USING (id IN (SELECT id FROM looped));"
      "DROP ROLE IF EXISTS view_looper; CREATE ROLE view_looper LOGIN PASSWORD 'odd';"
      "GRANT USAGE ON SCHEMA view_functions_pgtest TO view_looper; GRANT SELECT ON looped TO "
      "view_looper; CREATE VIEW v AS SELECT current_setting('app.tenant')::int AS id");
  EXPECT_EQ(problem_of_view().sqlstate, "42704");
  EXPECT_NE(problem_of_view().hint.find("ALTER ROLE"), std::string::npos);
  schema_.run(
      "CREATE OR REPLACE VIEW v AS SELECT length(set_config('TimeZone', 'Nowhere', true)) AS id");
  EXPECT_EQ(problem_of_view().sqlstate, "22023");
  EXPECT_NE(problem_of_view().detail.find("rejected one of its arguments"), std::string::npos);
  const auto superuser = source_;
  source_ = ConnectionString::parse(testing::url_for("view_looper", "odd"));
  const auto problem = problem_of([&] { preview("looped", kId); });
  EXPECT_EQ(problem.sqlstate, "42P17");
  EXPECT_NE(problem.detail.find("infinitely recursive"), std::string::npos) << problem.detail;
  source_ = superuser;
  schema_.run("DROP OWNED BY view_looper; DROP ROLE view_looper");
  schema_.run(
      "ALTER ROLE CURRENT_USER SET temp_file_limit = '64kB';"
      "ALTER ROLE CURRENT_USER SET work_mem = '64kB';"
      "CREATE VIEW sorted AS SELECT n AS id FROM generate_series(1, 200000) n ORDER BY "
      "md5(n::text)");
  const auto limit = problem_of([&] {
    Databases fresh(testing::test_config());
    fresh.read(source_, testing::soon(), [](ReadTransaction& transaction) {
      auto stream = transaction.stream("SELECT * FROM view_functions_pgtest.sorted");
      while (stream.next()) {
      }
    });
  });
  schema_.run(
      "ALTER ROLE CURRENT_USER RESET temp_file_limit; ALTER ROLE CURRENT_USER RESET work_mem");
  EXPECT_EQ(limit.sqlstate, "53400");
  EXPECT_EQ(limit.code, ProblemCode::query_failed);
}

TEST_F(ViewFunctionsTest, ReportsCastToInvalidJsonAsIssue) {
  // Like a cast that is written in C: btrim returns its text as json without a check.
  schema_.run(R"sql(
    CREATE TYPE odd;
    CREATE FUNCTION odd_in(cstring) RETURNS odd LANGUAGE internal IMMUTABLE STRICT AS 'textin';
    CREATE FUNCTION odd_out(odd) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
    CREATE TYPE odd (INPUT = odd_in, OUTPUT = odd_out, LIKE = text);
    CREATE FUNCTION odd_json(odd) RETURNS json LANGUAGE internal IMMUTABLE STRICT AS 'btrim1';
    CREATE CAST (odd AS json) WITH FUNCTION odd_json(odd);
    CREATE CAST (text AS json) WITHOUT FUNCTION;
    CREATE TYPE holder AS (o odd);
    CREATE TABLE t AS SELECT n AS id, o, ARRAY[o] AS arr, ROW(o)::holder AS comp, o::text::json AS j,
      ARRAY[o::text::json] AS js FROM (VALUES (1, '[1, 2]'::odd), (2, '[NaN,1]'::odd),
        (3, E'1\n{"$end":{"rows":1}}'::odd)) AS made(n, o);
    ALTER TABLE t ADD PRIMARY KEY (id)
  )sql");
  auto fields = Json::array();
  for (const char* column : {"o", "arr", "comp", "j", "js"}) {
    fields.push_back({{"to", column}, {"column", column}});
  }
  fields.push_back({{"to", "at"}, {"column", "j"}, {"at", "/0"}});
  const auto payloads = preview("t", fields.dump()).payloads;
  schema_.run("DROP CAST (text AS json)");
  ASSERT_EQ(payloads.size(), 3U);
  EXPECT_EQ(payloads[0].body,
            R"({"o":[1,2],"arr":[[1,2]],"comp":{"o":[1,2]},"j":[1,2],"js":[[1,2]],"at":1})");
  for (const std::size_t row : {1U, 2U}) {
    EXPECT_EQ(payloads[row].body, std::nullopt);
    // A pointer reads only the part of a text that it needs, and finds nothing in the third row.
    ASSERT_EQ(payloads[row].issues.size(), row == 1 ? 6U : 5U);
    for (const auto& issue : payloads[row].issues) EXPECT_EQ(issue.code, IssueCode::not_json);
  }
}

TEST_F(ViewFunctionsTest, DetectsChangedSettingWithValidFormat) {
  schema_.run(
      "CREATE FUNCTION set_it(name text, value text) RETURNS text LANGUAGE sql VOLATILE AS "
      "'SELECT set_config(name, value, true)'; CREATE TYPE held AS (z timestamptz)");
  for (const auto& [name, value, sql] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"extra_float_digits", "-15", "0.1234567::float8"},
           {"extra_float_digits", "-15", "ARRAY[0.1234567::float4]"},
           {"extra_float_digits", "-15", "point(0.1234567, 1)"},
           {"TimeZone", "Asia/Tokyo", "ROW('2024-02-03 04:05:06+00')::held"},
           {"TimeZone", "Asia/Tokyo", "tstzrange('2024-02-03 04:05:06+00', NULL)"},
           {"DateStyle", "SQL", "daterange('2024-02-03', NULL)"}}) {
    SCOPED_TRACE(name + ": " + sql);
    schema_.run("DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT set_it('" + name + "', '" + value +
                "') AS s, " + sql + " AS v, 7 AS n");
    const std::string field = R"([{"to": "v", "column": "v"}])";
    const auto payload = preview("v", field, {}, true).payloads.at(0);
    EXPECT_EQ(payload.body, std::nullopt);
    ASSERT_EQ(payload.issues.size(), 1U);
    EXPECT_EQ(payload.issues[0].code, IssueCode::unexpected_format);
    EXPECT_EQ(preview("v", R"([{"to": "n", "column": "n"}])").payloads.at(0).body, R"({"n":7})");
    const auto lines = [&](const std::string& fields) {
      ExportRequest request;
      request.source = {{schema_.name(), "v"}};
      request.mapping = testing::mapping_with(fields);
      return export_text(request);
    };
    // The export selects only mapped columns, and the planner drops unused ones.
    const std::string both = R"([{"to": "s", "column": "s"}, {"to": "v", "column": "v"}])";
    EXPECT_EQ(problem_of([&] { lines(both); }).code, ProblemCode::row_invalid);
    EXPECT_NE(lines(R"([{"to": "s", "column": "s"}, {"to": "n", "column": "n"}])").find("7"),
              std::string::npos);
  }
}

TEST_F(ViewFunctionsTest, DetectsChangedSettingOfKeyIfExported) {
  schema_.run(
      "CREATE FUNCTION set_it() RETURNS text LANGUAGE sql VOLATILE AS "
      "'SELECT set_config(''extra_float_digits'', ''-15'', true)'");
  ExportRequest request;
  request.source.query = "SELECT view_functions_pgtest.set_it() AS s, 0.1234567::float8 AS id";
  request.source.key = {"id"};
  request.mapping.fields.push_back({"s", ColumnValue{"s"}, {}});
  const auto run_export = [&] { export_text(request); };
  EXPECT_NO_THROW(run_export());
  request.lines.keys = true;
  EXPECT_EQ(problem_of(run_export).code, ProblemCode::row_invalid);
}

TEST_F(ViewFunctionsTest, DetectsChangedSettingDespiteCast) {
  schema_.run(R"sql(
    CREATE TYPE real_like;
    CREATE FUNCTION real_in(cstring) RETURNS real_like LANGUAGE internal STRICT IMMUTABLE AS 'float8in';
    CREATE FUNCTION real_out(real_like) RETURNS cstring LANGUAGE internal STRICT IMMUTABLE AS 'float8out';
    CREATE TYPE real_like (INPUT = real_in, OUTPUT = real_out, LIKE = float8);
    CREATE FUNCTION set_it() RETURNS text LANGUAGE sql VOLATILE AS
      'SELECT set_config(''extra_float_digits'', ''-15'', true)';
    CREATE VIEW v AS SELECT set_it() AS s, real_in('0.1234567') AS v
  )sql");
  for (const auto* field :
       {R"([{"to": "v", "column": "v"}])", R"([{"to": "v", "column": "v", "as": "number"}])"}) {
    const auto payload = preview("v", field).payloads.at(0);
    EXPECT_EQ(payload.body, std::nullopt) << field;
    ASSERT_EQ(payload.issues.size(), 1U);
    EXPECT_EQ(payload.issues[0].code, IssueCode::unexpected_format);
  }
}

TEST_F(ViewFunctionsTest, DetectsSettingChangedByCastToJson) {
  schema_.run(R"sql(
    CREATE TYPE held AS ENUM ('a');
    CREATE FUNCTION held_json(held) RETURNS json LANGUAGE sql VOLATILE AS
      'SELECT json_build_array(set_config(''extra_float_digits'', ''-15'', true))';
    CREATE CAST (held AS json) WITH FUNCTION held_json(held);
    CREATE TABLE t AS SELECT 'a'::held AS h, 0.1234567::float8 AS v
  )sql");
  const auto payload = preview("t", R"([{"to": "v", "column": "v"}])").payloads.at(0);
  EXPECT_EQ(payload.body, std::nullopt);
  ASSERT_EQ(payload.issues.size(), 1U);
  EXPECT_EQ(payload.issues[0].code, IssueCode::unexpected_format);
}

TEST_F(ViewFunctionsTest, DetectsSettingChangedByFilter) {
  schema_.run(R"sql(
    CREATE TYPE held AS ENUM ('a');
    CREATE FUNCTION held_text(held) RETURNS text LANGUAGE sql VOLATILE AS
      'SELECT set_config(''extra_float_digits'', ''-15'', true)';
    CREATE CAST (held AS text) WITH FUNCTION held_text(held);
    CREATE TABLE t AS SELECT 'a'::held AS h, 0.1234567::float8 AS v
  )sql");
  const Source filtered{{schema_.name(), "t"}, {{"h", Condition::Operator::contains, {"15"}}}};
  const auto payloads = preview(filtered, R"([{"to": "v", "column": "v"}])").payloads;
  ASSERT_EQ(payloads.size(), 1U);
  EXPECT_EQ(payloads[0].body, std::nullopt);
  ASSERT_EQ(payloads[0].issues.size(), 1U);
  EXPECT_EQ(payloads[0].issues[0].code, IssueCode::unexpected_format);
}

TEST_F(ViewFunctionsTest, ReportsIssuesInsteadOfWrongValues) {
  schema_.run(
      "CREATE FUNCTION set_it(name text, value text) RETURNS text LANGUAGE sql VOLATILE AS "
      "'SELECT set_config(name, value, true)'");
  const std::vector<std::pair<std::string, std::string>> settings = {
      {"TimeZone", "Asia/Tokyo"},    {"DateStyle", "German"},
      {"DateStyle", "SQL, DMY"},     {"DateStyle", "Postgres, MDY"},
      {"IntervalStyle", "postgres"}, {"IntervalStyle", "sql_standard"},
      {"bytea_output", "escape"},    {"IntervalStyle", "postgres_verbose"}};
  for (const auto& [name, value] : settings) {
    SCOPED_TRACE(name + " = " + value);
    schema_.run("CREATE OR REPLACE VIEW v AS SELECT set_it('" + name + "', '" + value +
                "') AS s, '2024-02-03 04:05:06+00'::timestamptz AS z, '2024-02-03'::date AS d, "
                "'2024-02-03 04:05:06'::timestamp AS t, '-1 day 2 hours'::interval AS i, "
                "'\\x6869ff'::bytea AS x,"
                "7 AS n, ARRAY['2024-02-03 04:05:06+00'::timestamptz] AS zs");
    const std::map<std::string, std::string> right = {
        {"z", R"({"v":"2024-02-03T04:05:06+00:00"})"},
        {"d", R"({"v":"2024-02-03"})"},
        {"t", R"({"v":"2024-02-03T04:05:06"})"},
        {"i", R"({"v":"P-1DT2H"})"},
        {"x", R"({"v":"aGn/"})"},
        {"n", R"({"v":7})"},
        {"zs", R"({"v":["2024-02-03T04:05:06+00:00"]})"}};
    std::size_t issues = 0;
    for (const auto& [column, body] : right) {
      const auto payload =
          preview("v", R"([{"to": "v", "column": ")" + column + R"("}])", {}, true).payloads.at(0);
      if (payload.body) {
        EXPECT_EQ(payload.body, body);
      } else {
        ++issues;
        EXPECT_EQ(payload.issues.at(0).code, IssueCode::unexpected_format);
      }
    }
    EXPECT_GT(issues, 0U);
    EXPECT_LT(issues, right.size());
    const auto unix_time =
        preview("v", R"([{"to": "v", "column": "z", "as": "unix_seconds"}])").payloads.at(0);
    if (unix_time.body) {
      EXPECT_EQ(unix_time.body, R"({"v":1706933106})");
    }
  }
}

}  // namespace
}  // namespace rowhook
