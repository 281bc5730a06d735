#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "catalog/query_source.h"
#include "support/compact_json.h"
#include "support/observe.h"
#include "support/source_fixture.h"

namespace rowhook {
namespace {

using testing::problem_of;
using Bodies = std::vector<std::string>;

class QuerySourceTest : public testing::SourceFixture {
 protected:
  QuerySourceTest() : SourceFixture("query_source_pgtest") {}

  Problem refusal(const std::string& text) {
    return problem_of([&] { describe(query(text)); });
  }
};

TEST_F(QuerySourceTest, DescribesColumnsWithoutReadingRows) {
  schema_.run(
      "CREATE FUNCTION fails() RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$x$$; END'");
  const auto rows =
      describe(query("SELECT query_source_pgtest.fails() AS a, 1.5::numeric(5,2) AS n, now() AS t, "
                     "'{}'::jsonb AS j, ARRAY['x'] AS l",
                     {"a"}));
  std::vector<std::string> types;
  for (const auto& column : rows.columns) {
    types.push_back(column.name + " " + column.type.name);
    EXPECT_TRUE(column.nullable);
    EXPECT_TRUE(column.readable);
  }
  EXPECT_EQ(types, (std::vector<std::string>{"a integer", "n numeric(5,2)",
                                             "t timestamp with time zone", "j jsonb", "l text[]"}));
  EXPECT_EQ(rows.columns[4].position, 5);
  EXPECT_TRUE(rows.columns[4].type.is_array);
  EXPECT_EQ(rows.key, std::vector<std::string>{"a"});
}

TEST_F(QuerySourceTest, MatchesJsonBuildObject) {
  schema_.run(
      "CREATE TABLE customers (id int PRIMARY KEY, name text);"
      "CREATE TABLE orders (customer int, total numeric(20,2));"
      "INSERT INTO customers VALUES (1, 'Ada'), (2, 'Ünal \"x\"'), (3, NULL);"
      "INSERT INTO orders VALUES (1, 9007199254740993.10), (1, 2), (2, 0.5)");
  const std::string text =
      "WITH totals AS (SELECT customer, json_agg(total ORDER BY total) AS orders, sum(total) AS "
      "sum "
      "FROM query_source_pgtest.orders GROUP BY customer) "
      "SELECT c.id, c.name, t.orders, t.sum FROM query_source_pgtest.customers c "
      "LEFT JOIN totals t ON t.customer = c.id ORDER BY c.id DESC -- newest first";
  const auto expected = schema_.run(
      "SELECT json_build_object('id', id, 'name', name, 'orders', orders, 'sum', sum) FROM (" +
      text + "\n) AS q");
  Bodies compact;
  for (const auto& row : expected) compact.push_back(testing::compact_json(row[0].c_str()));
  EXPECT_EQ(previewed(query(text)), compact);
  EXPECT_EQ(exported(query(text)), compact);
  EXPECT_EQ(exported(query(text), 4), compact) << "one worker reads a query";
}

TEST_F(QuerySourceTest, ReportsPostgresMessageAndPosition) {
  const auto typo = refusal("SELECT 'ä😀', nam FROM (SELECT 1 AS name) AS t");
  EXPECT_EQ(typo.code, ProblemCode::query_invalid);
  EXPECT_EQ(typo.sqlstate, "42703");
  ASSERT_TRUE(typo.postgres);
  EXPECT_EQ(typo.postgres->message, "column \"nam\" does not exist");
  EXPECT_NE(typo.postgres->hint.find("t.name"), std::string::npos);
  EXPECT_EQ(typo.postgres->position, 14U);
  const auto syntax = refusal("SELECT 1 FRM t");
  EXPECT_EQ(syntax.code, ProblemCode::query_invalid);
  EXPECT_EQ(syntax.sqlstate, "42601");
  const auto zero = problem_of([&] { sample(query("SELECT 1 / (random() * 0)::int AS a")); });
  EXPECT_EQ(zero.code, ProblemCode::query_failed);
  EXPECT_EQ(zero.sqlstate, "22012");
  EXPECT_EQ(zero.postgres->message, "division by zero");
}

TEST_F(QuerySourceTest, RejectsDuplicateColumnNames) {
  const auto problem = refusal("SELECT 1 AS id, 2 AS x, 3 AS id, 4 AS x");
  EXPECT_EQ(problem.code, ProblemCode::source_invalid);
  ASSERT_EQ(problem.errors.size(), 2U);
  EXPECT_EQ(problem.errors[0].pointer, "/query");
  EXPECT_EQ(problem.errors[0].code, "duplicate_column");
  EXPECT_EQ(problem.errors[0].message, "Column 1 and column 3 are both named \"id\".");
  EXPECT_EQ(problem.columns, (std::vector<std::string>{"id", "x", "id", "x"}));
}

TEST_F(QuerySourceTest, WarnsAboutUnnamedColumn) {
  const auto rows = describe(query("SELECT 1 + 1, 2 AS b"));
  EXPECT_EQ(rows.columns[0].name, "?column?");
  ASSERT_EQ(rows.warnings.size(), 1U);
  EXPECT_EQ(rows.warnings[0].code, "column_unnamed");
  EXPECT_EQ(previewed(query("SELECT 1 + 1, 2 AS b")), Bodies{R"({"?column?":2,"b":2})"});
  EXPECT_EQ(refusal("SELECT 1, 2").code, ProblemCode::source_invalid);
}

TEST_F(QuerySourceTest, UsesGivenColumnsAsKey) {
  const auto unknown = problem_of([&] { describe(query("SELECT 1 AS a", {"a", "b"})); });
  EXPECT_EQ(unknown.code, ProblemCode::source_invalid);
  ASSERT_EQ(unknown.errors.size(), 1U);
  EXPECT_EQ(unknown.errors[0].pointer, "/key/1");
  EXPECT_EQ(unknown.errors[0].code, "unknown_column");

  const auto kept = sample(query("SELECT n AS a, n * 10 AS b FROM generate_series(1, 30) n", {"a"}),
                           {2, RowSelection::Pick::last});
  EXPECT_EQ(kept.rows[0].key, std::vector<std::string>{"30"});
  EXPECT_TRUE(kept.warnings.empty());
}

TEST_F(QuerySourceTest, WarnsAboutNullOrDuplicateKey) {
  const auto warning_for = [this](const std::string& values) {
    const auto text = "SELECT * FROM (VALUES " + values + ") AS t(a, b)";
    const auto warnings = sample(query(text, {"a", "b"})).warnings;
    EXPECT_LE(warnings.size(), 1U);
    return warnings.empty() ? "" : warnings[0].code + ": " + warnings[0].message;
  };
  EXPECT_EQ(warning_for("(1, 2), (2, 1)"), "");
  EXPECT_EQ(warning_for("(1, 2), (2, 1), (1, 2)"), "key_repeated: Rows 1 and 3 have the same key.");
  EXPECT_EQ(warning_for("(1, 2), (2, NULL)"), "key_null: The key of row 2 has a NULL.");
}

TEST_F(QuerySourceTest, SupportsManyColumnsAndNoRows) {
  std::string list;
  for (int i = 0; i < 1'600; ++i) {
    list += (i == 0 ? "" : ", ") + std::to_string(i) + " AS c" + std::to_string(i);
  }
  EXPECT_EQ(describe(query("SELECT " + list)).columns.size(), 1'600U);
  EXPECT_EQ(exported(query("SELECT " + list)).size(), 1U);
  const auto none = sample(query("SELECT 1 AS a WHERE false"));
  EXPECT_TRUE(none.rows.empty());
  EXPECT_EQ(none.source.columns.size(), 1U);
  EXPECT_TRUE(none.warnings.empty());
}

/// A query that tries to escape from the statement that the engine wraps it in.
struct Attempt {
  const char* text;
  std::optional<ProblemCode> refused = {};  ///< absent: it runs as an ordinary query
};

constexpr auto kInvalid = ProblemCode::query_invalid;
constexpr auto kNotAllowed = ProblemCode::query_not_allowed;

/// `@` stands for a shell command that creates a file.
const std::vector<Attempt> kAttempts = {
    // Text after the statement.
    {"SELECT 1 AS a;"},
    {"SELECT 1 AS a ; ;;\n"},
    {"SELECT 1 AS a; -- ; ) AS q"},
    {"SELECT 'größe 😀' AS a;"},
    {"SELECT 1 AS a /* ; */ ; /* ; */"},
    {"SELECT 1 AS a -- trailing"},
    {"SELECT 1 AS a --"},
    {"SELECT 1 AS a /* ) AS q) TO PROGRAM '@' */"},
    {"SELECT 1 AS a; DROP TABLE victim", kInvalid},
    {"SELECT 1 AS a; SELECT 2 AS a", kInvalid},
    {"SELECT 1 AS a;;;;;;;;;;;;;;", kNotAllowed},
    {"; SELECT 1 AS a"},
    {"COMMIT; SELECT 1 AS a", kInvalid},
    {"SELECT 1 AS a; COMMIT", kInvalid},
    // Closing the engine's parentheses.
    {"SELECT 1 AS a) TO PROGRAM '@' --", kInvalid},
    {"SELECT 1 AS a) AS q) TO PROGRAM '@' --", kInvalid},
    {"SELECT 1 AS a) AS q) TO PROGRAM '@'; --", kInvalid},
    {"SELECT 1 AS a) AS q, (SELECT 2", kInvalid},
    {"SELECT 1 AS a --\n) AS q) TO STDOUT; DROP TABLE victim; --", kInvalid},
    {"SELECT 1 AS a) AS q; DROP TABLE victim; SELECT * FROM (SELECT 1", kInvalid},
    {") AS q; DROP TABLE victim; --", kInvalid},
    {"(SELECT 1 AS a)"},
    {"(SELECT 1 AS a", kInvalid},
    // Unterminated comments and quotes.
    {"SELECT 1 AS a /*", kInvalid},
    {"SELECT 1 AS a /* /* */", kInvalid},
    {"*/ SELECT 1 AS a /*", kInvalid},
    {"SELECT 'x", kInvalid},
    {"SELECT 'x\\'", {}},
    {"SELECT 'x\\' AS a, ') AS q; DROP TABLE victim; --' AS b"},
    {"SELECT 'it''s' AS a"},
    {"SELECT E'x\\'", kInvalid},
    {"SELECT E'\\\\' AS a"},
    {"SELECT \"x", kInvalid},
    {"SELECT 1 AS \"a\"\") AS q; DROP TABLE victim; --\""},
    {"SELECT $$ ) AS q) TO PROGRAM '@' $$ AS a"},
    {"SELECT $a$ $$ ; $a$ AS a"},
    {"SELECT $$x", kInvalid},
    {"SELECT $a$x$b$", kInvalid},
    {"SELECT U&'\\0027; DROP TABLE victim; --' AS a"},
    {"SELECT B'1", kInvalid},
    {"SELECT ';' AS a"},
    {"SELECT 1 AS a \\; DROP TABLE victim", kInvalid},
    // Not a query.
    {" ", kNotAllowed},
    {";", kNotAllowed},
    {"-- nothing", kNotAllowed},
    {"SELECT", kNotAllowed},
    {"SELECT FROM victim", kNotAllowed},
    {"SELECT $1::int AS a", kNotAllowed},
    {"COMMIT", kNotAllowed},
    {"ROLLBACK", kNotAllowed},
    {"BEGIN READ WRITE", kNotAllowed},
    {"SET TRANSACTION READ WRITE", kNotAllowed},
    {"SET default_transaction_read_only = off", kNotAllowed},
    {"SET ROLE pg_monitor", kNotAllowed},
    {"RESET ALL", kNotAllowed},
    {"DISCARD ALL", kNotAllowed},
    {"SHOW ALL", kNotAllowed},
    {"LISTEN attempts", kNotAllowed},
    {"NOTIFY attempts", kNotAllowed},
    {"LOCK TABLE victim", kNotAllowed},
    {"PREPARE attempt AS SELECT 1", kNotAllowed},
    {"DECLARE attempt CURSOR WITH HOLD FOR SELECT 1", kNotAllowed},
    {"COPY victim TO PROGRAM '@'", kNotAllowed},
    {"COPY (SELECT 1) TO STDOUT", kNotAllowed},
    {"DO $$ BEGIN DELETE FROM victim; END $$", kNotAllowed},
    {"EXPLAIN ANALYZE SELECT write_victim()", kNotAllowed},
    {"VACUUM victim", kNotAllowed},
    // Writes.
    {"CREATE TEMP TABLE attempt (a int)", kNotAllowed},
    {"CREATE TABLE attempt AS SELECT 1 AS a", kNotAllowed},
    {"SELECT 1 AS a INTO TEMP attempt", kNotAllowed},
    {"SELECT 1 AS a INTO attempt", kNotAllowed},
    {"INSERT INTO victim VALUES (2)", kNotAllowed},
    {"INSERT INTO victim VALUES (2) RETURNING id", kNotAllowed},
    {"UPDATE victim SET id = 2 RETURNING id", kNotAllowed},
    {"DELETE FROM victim RETURNING id", kNotAllowed},
    {"TRUNCATE victim", kNotAllowed},
    {"WITH x AS (INSERT INTO victim VALUES (2) RETURNING id) SELECT * FROM x", kNotAllowed},
    {"WITH x AS (DELETE FROM victim RETURNING id) TABLE x", kNotAllowed},
    {"SELECT id FROM victim FOR UPDATE", kNotAllowed},
    {"SELECT write_victim() AS a", kNotAllowed},
    {"SELECT nextval('counter') AS a", kNotAllowed},
    // Changes that a SELECT may make to its session.
    {"SELECT set_config('search_path', 'evil', false) AS a"},
    {"SELECT set_config('DateStyle', 'German', false) AS a"},
    {"SELECT set_config('role', 'pg_monitor', false) AS a"},
    {"SELECT set_config('session_authorization', 'pg_monitor', false) AS a"},
    {"SELECT set_config('transaction_read_only', 'off', false) AS a", ProblemCode::query_failed},
    {"SELECT pg_advisory_lock(4711)::text AS a"},
    {"SELECT pg_advisory_lock_shared(4711)::text AS a FROM generate_series(1, 3)"},
    {"SELECT prepare_attempt() AS a"},
    {"SELECT listen_attempt() AS a"},
    {"SELECT cursor_attempt() AS a"},
    // Other kinds of queries.
    {"VALUES (1), (2)"},
    {"TABLE victim"},
    {"WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM x WHERE a < 3) TABLE x"},
    {"SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a DESC LIMIT 1 OFFSET 1"},
};

class QueryAttemptsTest : public QuerySourceTest {
 protected:
  QueryAttemptsTest() {
    schema_.run(
        "CREATE TABLE victim (id int); INSERT INTO victim VALUES (1); CREATE SEQUENCE counter;"
        "CREATE FUNCTION write_victim() RETURNS int LANGUAGE sql AS "
        "'INSERT INTO query_source_pgtest.victim VALUES (9) RETURNING id';"
        "CREATE FUNCTION prepare_attempt() RETURNS int LANGUAGE plpgsql AS "
        "'BEGIN EXECUTE $$PREPARE attempt AS SELECT 1$$; RETURN 1; END';"
        "CREATE FUNCTION listen_attempt() RETURNS int LANGUAGE plpgsql AS "
        "'BEGIN EXECUTE $$LISTEN attempts$$; RETURN 1; END';"
        "CREATE FUNCTION cursor_attempt() RETURNS int LANGUAGE plpgsql AS "
        "'BEGIN EXECUTE $$DECLARE attempt CURSOR WITH HOLD FOR SELECT 1$$; RETURN 1; END';"
        "DROP ROLE IF EXISTS query_attempts; CREATE ROLE query_attempts SUPERUSER LOGIN PASSWORD "
        "'pw'; ALTER ROLE query_attempts SET search_path = query_source_pgtest");
    source_ = ConnectionString::parse(testing::url_for("query_attempts", "pw"));
    state_ = state();
  }
  ~QueryAttemptsTest() override { schema_.run("DROP ROLE query_attempts"); }

  /// Everything that an attempt could have changed, seen from the next session and on the server.
  std::string state() {
    const auto of_session = databases_.read(source_, testing::soon(), [](ReadTransaction& read) {
      const auto row = read.query(
          "SELECT current_setting('search_path'), current_setting('DateStyle'), current_user, "
          "session_user, (SELECT count(*) FROM pg_prepared_statements WHERE from_sql), "
          "(SELECT count(*) FROM pg_cursors WHERE name = 'attempt'), "
          "(SELECT count(*) FROM pg_listening_channels()), "
          "current_setting('transaction_read_only'), "
          "current_setting('default_transaction_read_only')");
      std::string text;
      for (int i = 0; i < 9; ++i) {
        text += std::string(row[0][static_cast<pqxx::row::size_type>(i)].c_str()) + "|";
      }
      return text;
    });
    const auto row = schema_.run(
        "SELECT (SELECT json_agg(id) FROM victim), (SELECT last_value FROM counter), "
        "(SELECT count(*) FROM pg_class WHERE relname = 'attempt'), "
        "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')");
    std::string text = of_session;
    for (int i = 0; i < 4; ++i) {
      text += std::string(row[0][static_cast<pqxx::row::size_type>(i)].c_str()) + "|";
    }
    return text + (std::filesystem::exists(file_) ? "a file" : "");
  }

  void expect_harmless(const std::string& role_settings) {
    for (const auto& attempt : kAttempts) {
      std::string text = attempt.text;
      if (const auto at = text.find('@'); at != std::string::npos) {
        text.replace(at, 1, "touch " + file_);
      }
      SCOPED_TRACE(role_settings + ": " + text);
      std::optional<ProblemCode> refused;
      try {
        const auto bodies = previewed(query(text));
        EXPECT_EQ(exported(query(text)), bodies);
      } catch (const Problem& problem) {
        refused = problem.code;
        EXPECT_TRUE(problem.sqlstate || !problem.detail.empty());
      }
      EXPECT_EQ(refused, attempt.refused);
      EXPECT_TRUE(testing::comes_true([&] { return state() == state_; })) << state() << "\n"
                                                                          << state_;
    }
  }

  const std::string file_ = "/tmp/rowhook-attempt-" + std::to_string(getpid());
  std::string state_;
};

TEST_F(QueryAttemptsTest, CannotRunOtherStatementsOrChangeSessions) {
  EXPECT_GE(kAttempts.size(), 40U);
  expect_harmless("");
}

TEST_F(QueryAttemptsTest, CannotRunOtherStatementsWithBackslashes) {
  for (const std::string settings :
       {"standard_conforming_strings = off", "backslash_quote = off"}) {
    schema_.run("ALTER ROLE query_attempts SET " + settings);
    expect_harmless(settings);
  }
}

}  // namespace
}  // namespace rowhook
