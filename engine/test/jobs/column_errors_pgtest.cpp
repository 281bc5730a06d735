#include <gtest/gtest.h>

#include <algorithm>

#include "support/preview_fixture.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;

class ColumnErrorsTest : public testing::PreviewFixture {
 protected:
  ColumnErrorsTest() : PreviewFixture("column_errors_pgtest") {
    schema_.run(
        "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'one'), (2, '22')");
  }

  static std::string mapping_of(const std::vector<std::string>& columns) {
    auto fields = Json::array();
    for (const auto& column : columns) fields.push_back({{"to", column}, {"column", column}});
    return fields.dump();
  }

  /// The lines that an export writes.
  std::string exported(const std::string& relation, const std::string& fields,
                       bool progress = false) {
    ExportRequest request;
    request.source = {{schema_.name(), relation}};
    request.mapping = testing::mapping_with(fields);
    request.progress = progress;
    return export_text(request);
  }

  /// The payloads of a preview, in the format of an export.
  std::string previewed(const std::string& relation, const std::string& fields) {
    std::string lines;
    for (const auto& payload : preview(relation, fields).payloads) {
      EXPECT_TRUE(payload.body);
      lines += payload.body.value_or("") + '\n';
    }
    return lines;
  }

  /// Expects these columns to have these SQLSTATEs, and all other columns the values of an export.
  void expect_errors(const std::string& view,
                     const std::vector<std::pair<std::string, std::string>>& expected) {
    SCOPED_TRACE(view);
    schema_.run("CREATE OR REPLACE VIEW v AS " + view);
    const auto sample = sampler_
                            .take(
                                source_, {{{schema_.name(), "v"}}, {}, true},
                                [](const RowSource&, std::vector<SelectItem>&) {}, testing::soon())
                            .sample;
    std::vector<std::pair<std::string, std::string>> errors;
    for (const auto& error : sample->errors) {
      EXPECT_FALSE(error.problem.detail.empty());
      errors.emplace_back(sample->items[error.item].column, error.problem.sqlstate.value_or(""));
    }
    EXPECT_EQ(errors, expected);
    std::vector<std::string> others;
    for (const auto& column : sample->source.columns) {
      if (std::none_of(errors.begin(), errors.end(),
                       [&](const auto& error) { return error.first == column.name; })) {
        others.push_back(column.name);
      }
    }
    EXPECT_EQ(previewed("v", mapping_of(others)), exported("v", mapping_of(others)));
    schema_.run("DROP VIEW v");
  }
};

TEST_F(ColumnErrorsTest, ReturnsOtherColumnsIfOneFails) {
  expect_errors("SELECT id, 1 / (id - 1) AS ratio, x FROM t", {{"ratio", "22012"}});
  expect_errors("SELECT x::int AS n, id FROM t", {{"n", "22P02"}});
  expect_errors("SELECT id, convert_from('\\xff', 'UTF8') AS broken FROM t", {{"broken", "22021"}});
  expect_errors("SELECT id, 1 / (id - 1) AS a, x, x::int AS b, x::date AS c, id + 1 AS d FROM t",
                {{"a", "22012"}, {"b", "22P02"}, {"c", "22007"}});
}

TEST_F(ColumnErrorsTest, ReportsObjectsMissingInFunctions) {
  schema_.run(
      "CREATE TABLE gone (a int);"
      "CREATE FUNCTION reads_gone() RETURNS int STABLE LANGUAGE plpgsql AS "
      "'BEGIN RETURN (SELECT a FROM column_errors_pgtest.gone); END';"
      "CREATE FUNCTION reads_column() RETURNS int STABLE LANGUAGE plpgsql AS "
      "'BEGIN RETURN (SELECT no_such_column FROM column_errors_pgtest.t LIMIT 1); END';"
      "CREATE VIEW v AS SELECT id, reads_gone() AS a, reads_column() AS b FROM t; DROP TABLE gone");
  const auto preview = this->preview("v", mapping_of({"id", "a", "b"}));
  const auto& payloads = preview.payloads;
  ASSERT_EQ(payloads.size(), 2U);
  ASSERT_EQ(payloads[0].issues.size(), 2U);
  EXPECT_EQ(message_of(payloads[0].issues[0], preview.paths),
            "a cannot be read: The table or view uses another table or view that does not exist.");
  EXPECT_EQ(message_of(payloads[0].issues[1], preview.paths),
            "b cannot be read: The table or view uses a column that does not exist.");
  EXPECT_EQ(previewed("v", mapping_of({"id"})), "{\"id\":1}\n{\"id\":2}\n");
}

TEST_F(ColumnErrorsTest, ReturnsOtherColumnsIfForeignColumnIsMissing) {
  if (schema_.run("SELECT FROM pg_available_extensions WHERE name = 'postgres_fdw'").empty()) {
    GTEST_SKIP() << "the server has no postgres_fdw";
  }
  const auto server = testing::test_connection();
  schema_.run(
      "CREATE EXTENSION postgres_fdw SCHEMA column_errors_pgtest; "
      "CREATE SERVER column_errors FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '" +
      server.host() + "', port '" + std::to_string(server.port()) + "', dbname '" +
      server.database() +
      "'); CREATE USER MAPPING FOR CURRENT_USER SERVER column_errors OPTIONS (user '" +
      server.user() + "', password '" + server.password() +
      "'); CREATE FOREIGN TABLE remote (id int, x text, gone int) SERVER column_errors "
      "OPTIONS (schema_name 'column_errors_pgtest', table_name 't')");
  expect_errors("SELECT * FROM remote", {{"gone", "42703"}});
}

TEST_F(ColumnErrorsTest, ReportsIssueInEveryRowForFailedColumn) {
  schema_.run("CREATE VIEW v AS SELECT id, 1 / (id - 1) AS ratio, x FROM t");
  for (const char* field :
       {R"({"to": "r", "column": "ratio"})", R"({"to": "r", "column": "ratio", "as": "string"})",
        R"({"to": "r", "column": "ratio", "onNull": "omit"})",
        R"({"to": "r", "column": "ratio", "onNull": {"default": 0}})",
        R"({"to": "r", "template": "{x} {ratio}"})"}) {
    SCOPED_TRACE(field);
    const auto fields = R"([{"to": "id", "column": "id"}, )" + std::string(field) + "]";
    const auto preview = this->preview("v", fields);
    ASSERT_EQ(preview.payloads.size(), 2U);
    for (const auto& payload : preview.payloads) {
      EXPECT_FALSE(payload.body);
      ASSERT_EQ(payload.issues.size(), 1U);
      EXPECT_EQ(payload.issues[0].code, IssueCode::column_failed);
      EXPECT_EQ(payload.issues[0].field, 1U);
      EXPECT_EQ(message_of(payload.issues[0], preview.paths),
                "r cannot be read: A row of the table or view divides by zero.");
    }
  }
}

TEST_F(ColumnErrorsTest, ReportsColumnErrorForFieldsWithPointer) {
  schema_.run(
      "CREATE VIEW v AS SELECT id, ('[' || (1 / (id - 1)) || ']')::json AS j, x::int AS n FROM t");
  const auto preview = this->preview("v", R"([{"to": "a", "column": "j", "at": "/0"},
    {"to": "b", "column": "n"}, {"to": "c", "column": "j", "at": "/1"}])");
  ASSERT_EQ(preview.payloads.size(), 2U);
  const auto& issues = preview.payloads[0].issues;
  ASSERT_EQ(issues.size(), 3U);
  const std::string zero = " cannot be read: A row of the table or view divides by zero.";
  EXPECT_EQ(message_of(issues[0], preview.paths), "a" + zero);
  EXPECT_NE(message_of(issues[1], preview.paths), "b" + zero);
  EXPECT_EQ(message_of(issues[2], preview.paths), "c" + zero);
}

TEST_F(ColumnErrorsTest, NamesFailedColumnsInExportProblem) {
  schema_.run(
      "CREATE TYPE pair AS (a int, b int);"
      "CREATE VIEW v AS SELECT id, x, 1 / (id - 1) AS first, 1 / (id - 2) AS second, x::int AS n, "
      "ROW(id, 1 / (id - 1))::pair AS both FROM t;"
      "CREATE VIEW whole AS SELECT id, x FROM t WHERE 1 / (id - 2) < 9");
  const auto detail_of = [this](const std::string& relation, const std::string& fields,
                                bool progress) {
    return problem_of([&] { exported(relation, fields, progress); }).detail;
  };
  const auto detail = [&](const std::string& relation, const std::vector<std::string>& columns,
                          bool progress) {
    return detail_of(relation, mapping_of(columns), progress);
  };
  const std::string zero = "\" cannot be read: A row of the table or view divides by zero.";
  EXPECT_EQ(detail("v", {"id", "first", "x"}, false), "\"first" + zero);
  EXPECT_EQ(detail("v", {"id", "second", "x"}, true), "\"second" + zero);
  EXPECT_EQ(
      detail("v", {"x", "second", "id", "n"}, true),
      "\"second" + zero +
          " \"n\" cannot be read: A text of the table or view cannot be converted to the type that "
          "it is cast to.");
  EXPECT_EQ(detail("v", {"first"}, false), "\"first" + zero);
  EXPECT_EQ(detail("v", {"second", "first"}, true), "\"second" + zero + " \"first" + zero);
  EXPECT_EQ(detail_of("v",
                      R"([{"to": "a", "column": "both"}, {"to": "b", "template": "{both}"},
                          {"to": "c", "column": "id"}])",
                      false),
            "\"both" + zero);
  EXPECT_EQ(detail("whole", {"id", "x"}, true), "A row of the table or view divides by zero.");
  EXPECT_EQ(detail("whole", {"id"}, true), "A row of the table or view divides by zero.");
}

TEST_F(ColumnErrorsTest, KeepsErrorsWithSampleUntilRefresh) {
  schema_.run("CREATE VIEW v AS SELECT id, 1 / (id - 1) AS ratio FROM t");
  EXPECT_FALSE(preview("v", mapping_of({"id"})).taken.reused);
  EXPECT_TRUE(preview("v", mapping_of({"id", "ratio"})).taken.reused);
  schema_.run("CREATE OR REPLACE VIEW v AS SELECT id, 1 / id AS ratio FROM t");
  EXPECT_FALSE(preview("v", mapping_of({"ratio"})).payloads.at(0).body);
  EXPECT_EQ(preview("v", mapping_of({"ratio"}), {}, true).payloads.at(0).body, R"({"ratio":1})");
}

TEST_F(ColumnErrorsTest, FindsFailedColumnsAmongMany) {
  std::string columns = "id";
  for (int i = 0; i < 700; ++i) {
    columns += i == 3 || i == 650 ? ", 1 / (id - 1) AS bad" + std::to_string(i)
                                  : ", id AS c" + std::to_string(i);
  }
  expect_errors("SELECT " + columns + " FROM t", {{"bad3", "22012"}, {"bad650", "22012"}});
}

TEST_F(ColumnErrorsTest, FailsIfTooManyColumnsFail) {
  std::string columns = "id";
  for (int i = 0; i < 60; ++i) columns += ", 1 / (id - 1) AS bad" + std::to_string(i);
  schema_.run("CREATE VIEW v AS SELECT " + columns + " FROM t");
  EXPECT_EQ(problem_of([&] { preview("v", mapping_of({"id"})); }).sqlstate, "22012");
}

TEST_F(ColumnErrorsTest, FailsIfEveryColumnFails) {
  schema_.run(
      "CREATE VIEW one AS SELECT 1 / (id - 1) AS a FROM t;"
      "CREATE VIEW two AS SELECT 1 / (id - 1) AS a, x::int AS b FROM t");
  EXPECT_EQ(problem_of([&] { preview("one", mapping_of({"a"})); }).sqlstate, "22012");
  EXPECT_EQ(problem_of([&] { preview("two", mapping_of({"a"})); }).sqlstate, "22012");
}

TEST_F(ColumnErrorsTest, FailsIfWhereClauseFails) {
  schema_.run("CREATE VIEW v AS SELECT id, x FROM t WHERE 1 / (id - 1) > 0");
  const auto problem = problem_of([&] { preview("v", mapping_of({"id"})); });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_EQ(problem.sqlstate, "22012");
}

// Postgres evaluates a volatile column of a view even if it is not selected.
TEST_F(ColumnErrorsTest, FailsIfVolatileFunctionFails) {
  schema_.run(
      "CREATE FUNCTION raises() RETURNS int LANGUAGE plpgsql AS "
      "'BEGIN RAISE EXCEPTION ''no''; END'; CREATE VIEW v AS SELECT id, raises() AS n FROM t");
  EXPECT_EQ(problem_of([&] { preview("v", mapping_of({"id"})); }).sqlstate, "P0001");
}

TEST_F(ColumnErrorsTest, ReportsDeniedFunctionAsColumnError) {
  schema_.run(
      "DROP ROLE IF EXISTS column_errors_reader; CREATE ROLE column_errors_reader LOGIN "
      "PASSWORD 'pw'; GRANT USAGE ON SCHEMA column_errors_pgtest TO column_errors_reader;"
      "CREATE FUNCTION secret() RETURNS int STABLE LANGUAGE plpgsql AS "
      "'BEGIN RETURN (SELECT count(*) FROM column_errors_pgtest.t); END';"
      "CREATE TABLE open (id int, x text); INSERT INTO open VALUES (1, 'one');"
      "CREATE VIEW several AS SELECT id, secret() AS n, x::int AS broken, x FROM open;"
      "CREATE VIEW whole AS SELECT id FROM open WHERE secret() > 0;"
      "GRANT SELECT ON several, whole TO column_errors_reader");
  source_ = ConnectionString::parse(testing::url_for("column_errors_reader", "pw"));
  EXPECT_EQ(previewed("several", mapping_of({"id", "x"})), "{\"id\":1,\"x\":\"one\"}\n");
  const auto preview = this->preview("several", mapping_of({"n", "broken"}));
  ASSERT_EQ(preview.payloads.at(0).issues.size(), 2U);
  EXPECT_EQ(
      message_of(preview.payloads[0].issues[0], preview.paths),
      "n cannot be read: The role lacks a privilege on something that the table or view uses: a "
      "table, a column, a schema or a function.");
  EXPECT_EQ(problem_of([&] { this->preview("whole", mapping_of({"id"})); }).code,
            ProblemCode::query_failed);
  schema_.run("DROP OWNED BY column_errors_reader; DROP ROLE column_errors_reader");
}

TEST_F(ColumnErrorsTest, EndsSearchAtDeadline) {
  // Reading either half of the columns takes as long as reading all rows, and then fails.
  std::string columns = "id";
  for (int i = 0; i < 30; ++i) columns += ", 1 / (id - 2) AS bad" + std::to_string(i);
  schema_.run("CREATE VIEW v AS SELECT " + columns +
              " FROM t, LATERAL pg_sleep(id * 0.2) OFFSET 0");
  const auto began = std::chrono::steady_clock::now();
  const auto mapping = testing::mapping_with(R"([{"to": "id", "column": "id"}])");
  const auto problem = problem_of([&] {
    make_preview(sampler_, source_, {{{schema_.name(), "v"}}, {}, false}, mapping,
                 Deadline::in(3s));
  });
  EXPECT_EQ(problem.sqlstate, "22012") << "the error that the search was for";
  EXPECT_LT(std::chrono::steady_clock::now() - began, 15s);
}

}  // namespace
}  // namespace rowhook
