#include <gtest/gtest.h>

#include "jobs/preview.h"
#include "mapping/field_path.h"
#include "support/compact_json.h"
#include "support/odd_role.h"
#include "support/preview_fixture.h"

namespace rowhook {
namespace {

class PreviewTest : public testing::PreviewFixture {
 protected:
  PreviewTest() : PreviewFixture("preview_pgtest") {}

  /// Maps every column to a field of the same name.
  std::string one_to_one(const std::string& relation) {
    auto fields = Json::array();
    for (const auto& row : schema_.run("SELECT attname FROM pg_attribute WHERE attrelid = '" +
                                       relation + "'::regclass AND attnum > 0 ORDER BY attnum")) {
      const auto name = row[0].as<std::string>();
      fields.push_back({{"to", format_field_path({name})}, {"column", name}});
    }
    return fields.dump();
  }
};

TEST_F(PreviewTest, MatchesRowToJsonForCommonTypes) {
  schema_.run(R"sql(
    CREATE TYPE mood AS ENUM ('happy', 'so "so"');
    CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
    CREATE DOMAIN scores AS int[];
    CREATE TYPE place AS (city text, at timestamptz, tags text[]);
    CREATE TABLE everyday (
      id int8 PRIMARY KEY, b bool, i2 int2, i4 int4, i8 int8, n numeric, n2 numeric(30,10), f4 float4, f8 float8,
      t text, v varchar(20), c char(5), u uuid, d date, ts timestamp, tz timestamptz, tm time, ttz timetz,
      iv interval, j json, jb jsonb, ip inet, m money, bt bit(3), r int4range, p point, x xml, e mood, dm email,
      ta text[], ia int[], na numeric[], ba bool[], da date[], tza timestamptz[], ja jsonb[], ua uuid[], ma mood[],
      sc scores, pl place, pla place[], boxes box[], iva interval[], ci cidr, mac macaddr, ts_v tsvector, o oid,
      oids oidvector, i2s int2vector);
    INSERT INTO everyday (id) VALUES (1);
    INSERT INTO everyday VALUES
      (2, true, -32768, 2147483647, 9007199254740993, 12345678901234567890.123456789, 1.10, 0.1, 0.1,
       E'quote " backslash \\ tab \t line\nfeed \u0001 \u2028 é 😀', 'NULL', 'ab', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
       '2024-02-29', '2024-02-29 12:34:56.789012', '2024-02-29 12:34:56.789012+05:30', '24:00:00', '12:00:00.5+05:30',
       '1 year 2 months 3 days 04:05:06.7', '{"b": 1.10, "a" : [1e400, " x "], "b": 2}', '{"b": 1.10, "a": null}',
       '192.168.0.1/24', -1234.56, B'101', '[1,5)', '(1.5,2)', '<a b="c"> x </a>', 'so "so"', 'a@b',
       E'{"a,b",NULL,"NULL","","q\\"q","back\\\\slash","tab\ttab"}', '{{1,2},{3,NULL}}', '{1.10,NaN}', '{t,f}',
       '{infinity,2024-01-01}', '{2024-01-01 00:00:00+00}', array['{"a": 1}', 'null']::jsonb[],
       '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', '{happy,"so \"so\""}', '[0:1]={5,6}',
       row('Paris', '2024-01-01 00:00:00+00', '{a,"b c"}'), array[row('x', NULL, '{}')::place],
       '{(1,1),(0,0);(2,2),(1,1)}', '{1 day}', '10.0.0.0/8', '08:00:2b:01:02:03', 'fat:2 cat:1', 42, '1 2 3', '4 5');
    INSERT INTO everyday (id, n, f4, f8, d, ts, tz, iv, ta, ia, t, jb) VALUES
      (3, 'NaN', 'Infinity', '-Infinity', 'infinity', '-infinity', 'infinity', '-1 day', '{}', '[2:3]={7,8}', '', '[]'),
      (4, -0.00, '-0', 1e-320, '0044-03-15 BC', '0044-03-15 12:00:00 BC', '0044-03-15 12:00:00+00 BC', '0',
       '{{{a}}}', '{}', '\N', '"\u00e9"'),
      (5, 1e40, 3.4028235e38, 1.7976931348623157e308, '5874897-12-31', '294276-12-31 23:59:59.999999',
       '0001-01-01 00:00:00+00', 'P1Y', NULL, NULL, 'x', '{}')
  )sql");
  const auto preview = this->preview("everyday", one_to_one("everyday"));
  const auto expected = schema_.run("SELECT row_to_json(everyday) FROM everyday ORDER BY id");
  ASSERT_EQ(preview.payloads.size(), 5U);
  ASSERT_EQ(expected.size(), 5U);
  for (std::size_t i = 0; i < preview.payloads.size(); ++i) {
    ASSERT_TRUE(preview.payloads[i].body)
        << message_of(preview.payloads[i].issues.front(), preview.paths);
    const auto row = expected[static_cast<pqxx::result::size_type>(i)];
    EXPECT_EQ(*preview.payloads[i].body, testing::compact_json(row[0].c_str()));
  }
}

TEST_F(PreviewTest, ReusesRowsUntilRefresh) {
  schema_.run("CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'old')");
  const std::string fields = R"([{"to": "x", "column": "x"}])";
  EXPECT_FALSE(preview("t", fields).taken.reused);
  schema_.run("UPDATE t SET x = 'new'");
  const auto edited = preview("t", R"([{"to": "y.z", "column": "x"}])");
  EXPECT_TRUE(edited.taken.reused);
  EXPECT_EQ(edited.payloads[0].body, R"({"y":{"z":"old"}})");
  const auto refreshed = preview("t", fields, {}, true);
  EXPECT_FALSE(refreshed.taken.reused);
  EXPECT_EQ(refreshed.payloads[0].body, R"({"x":"new"})");
  EXPECT_EQ(refreshed.payloads[0].key, std::vector<std::string>{"1"});
}

TEST_F(PreviewTest, OrdersByKeyNamedC1) {
  schema_.run(
      "CREATE TABLE t (c1 int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'z'), (2, 'a')");
  EXPECT_EQ(preview("t", R"([{"to": "id", "column": "c1"}, {"to": "b", "column": "b"}])", {1})
                .payloads[0]
                .body,
            R"({"id":1,"b":"z"})");
}

TEST_F(PreviewTest, HashesLikePostgres) {
  // Accented letters are lowercase already: lower() depends on the locale of the database.
  schema_.run("CREATE TABLE t (id int PRIMARY KEY, email text, hashed text)");
  schema_.run(
      "INSERT INTO t SELECT n, email, encode(sha256(convert_to(lower(btrim(email)), 'UTF8')), "
      "'hex') "
      "FROM (SELECT n, '  User' || n || '@exämple.ORG ' AS email FROM generate_series(1, 50) n) s");
  const auto plain = preview("t", R"([{"to": "h", "column": "hashed"}])", {50});
  const auto stepped = preview("t", R"([{"to": "h", "column": "email",
      "steps": ["trim", "lowercase", {"sha256": "hex"}]}])",
                               {50});
  EXPECT_TRUE(stepped.taken.reused);
  ASSERT_EQ(stepped.payloads.size(), 50U);
  for (std::size_t i = 0; i < stepped.payloads.size(); ++i) {
    EXPECT_EQ(stepped.payloads[i].body, plain.payloads[i].body);
  }
}

TEST_F(PreviewTest, ReadsAgainForNewSelectItem) {
  schema_.run(
      "CREATE TYPE pair AS (a int, b text); CREATE TABLE t (id int PRIMARY KEY, p pair);"
      "INSERT INTO t VALUES (1, row(1, 'x y'))");
  EXPECT_EQ(preview("t", R"([{"to": "p", "column": "p"}])").payloads[0].body,
            R"({"p":{"a":1,"b":"x y"}})");
  const auto as_text = preview("t", R"([{"to": "p", "column": "p", "as": "string"}])");
  EXPECT_FALSE(as_text.taken.reused);
  EXPECT_EQ(as_text.payloads[0].body, R"json({"p":"(1,\"x y\")"})json");
  EXPECT_TRUE(preview("t", R"([{"to": "q", "template": "{p}"}])").taken.reused);
}

TEST_F(PreviewTest, ReadsColumnAddedAfterSample) {
  schema_.run("CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, '12')");
  preview("t", R"([{"to": "x", "column": "x"}])");
  schema_.run("ALTER TABLE t ADD COLUMN late text DEFAULT 'new'");
  const auto added = preview("t", R"([{"to": "late", "column": "late"}])");
  EXPECT_FALSE(added.taken.reused);
  EXPECT_EQ(added.payloads.at(0).body, R"({"late":"new"})");
  schema_.run("ALTER TABLE t ALTER COLUMN x TYPE timestamptz USING to_timestamp(x::int)");
  const auto cast = preview("t", R"([{"to": "x", "column": "x", "as": "unix_seconds"}])");
  EXPECT_EQ(cast.payloads.at(0).body, R"({"x":12})");
  const auto problem =
      testing::problem_of([this] { preview("t", R"([{"to": "a", "column": "never"}])"); });
  EXPECT_EQ(problem.code, ProblemCode::mapping_invalid);
}

TEST_F(PreviewTest, SelectsRequestedRows) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, x text);"
      "INSERT INTO t SELECT i, CASE WHEN i % 100 <> 0 THEN repeat('x', 100) END "
      "FROM generate_series(1, 5000) i; ANALYZE t");
  const auto keys = [&](RowSelection rows) {
    std::vector<int> found;
    for (const auto& payload : preview("t", R"([{"to": "id", "column": "id"}])", rows).payloads) {
      found.push_back(std::stoi(payload.key->front()));
    }
    return found;
  };
  using Pick = RowSelection::Pick;
  EXPECT_EQ(keys({3, Pick::first, ""}), (std::vector{1, 2, 3}));
  EXPECT_EQ(keys({3, Pick::last, ""}), (std::vector{5000, 4999, 4998}));
  EXPECT_EQ(keys({3, Pick::null_in, "x"}), (std::vector{100, 200, 300}));
  const auto spread = keys({10, Pick::spread, ""});
  ASSERT_EQ(spread.size(), 10U);
  EXPECT_EQ(spread.front(), 1);
  for (std::size_t i = 1; i < spread.size(); ++i) EXPECT_GT(spread[i], spread[i - 1] + 200);
}

TEST_F(PreviewTest, ReadsDomainNamedJsonbAsJson) {
  testing::OddRole role(schema_, "preview_odd_role");
  role.set("search_path", "preview_pgtest, pg_catalog");
  schema_.run(
      "CREATE DOMAIN jsonb AS json; CREATE TABLE t (id int PRIMARY KEY, j preview_pgtest.jsonb);"
      "INSERT INTO t VALUES (1, '{\"a\":1,\"a\":2}');"
      "GRANT USAGE ON SCHEMA preview_pgtest TO preview_odd_role;"
      "GRANT SELECT ON t TO preview_odd_role");
  source_ = role.source();
  EXPECT_EQ(preview("t", R"([{"to": "a", "column": "j", "at": "/a"}])").payloads.at(0).body,
            R"({"a":2})");
}

TEST_F(PreviewTest, SpreadsOverTableNamedLikeQueryAlias) {
  for (const std::string name : {"spread", "tuple", "picked", "source"}) {
    SCOPED_TRACE(name);
    schema_.run("CREATE TABLE \"" + name + "\" (page int, tuple int); INSERT INTO \"" + name +
                "\" SELECT i, i FROM generate_series(1, 5000) i; ANALYZE");
    const auto payloads =
        preview(name, R"([{"to": "page", "column": "page"}])", {2, RowSelection::Pick::spread})
            .payloads;
    ASSERT_EQ(payloads.size(), 2U);
    EXPECT_EQ(payloads[0].body, R"({"page":1})");
    EXPECT_NE(payloads[1].body, R"({"page":2})");
  }
}

TEST_F(PreviewTest, WarnsAboutMissingOrderUnlessEmpty) {
  schema_.run("CREATE TABLE keyless (a int); CREATE TABLE hollow (a int)");
  schema_.run("INSERT INTO keyless VALUES (1)");
  const auto* fields = R"([{"to": "a", "column": "a"}])";
  const auto warnings = preview("keyless", fields).warnings;
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, "no_order");
  EXPECT_TRUE(preview("hollow", fields).warnings.empty());
}

TEST_F(PreviewTest, SpreadsWithTidScan) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, x text);"
      "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i; ANALYZE t");
  RowSource table;
  table.from = schema_.name() + ".t";
  table.pages = schema_.run("SELECT relpages FROM pg_class WHERE oid = 't'::regclass")[0][0]
                    .as<std::int64_t>();
  const auto query =
      sample_query(table, {5, RowSelection::Pick::spread}, {}, {{"id", SelectItem::Form::plain}});
  std::string plan;
  for (const auto& row : schema_.run("EXPLAIN (COSTS OFF) " + query.select)) plan += row[0].c_str();
  EXPECT_NE(plan.find("Tid Scan"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("Seq Scan"), std::string::npos) << plan;
}

TEST_F(PreviewTest, ReportsInvalidRowAndShowsOthers) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, '12'), (2, 'twelve'), "
      "(3, NULL)");
  const auto payloads =
      preview("t", R"([{"to": "n", "column": "x", "as": "number", "onNull": "error"}])").payloads;
  ASSERT_EQ(payloads.size(), 3U);
  EXPECT_EQ(payloads[0].body, R"({"n":12})");
  EXPECT_FALSE(payloads[1].body);
  ASSERT_EQ(payloads[1].issues.size(), 1U);
  EXPECT_EQ(payloads[1].issues[0].code, IssueCode::not_a_number);
  EXPECT_EQ(payloads[1].issues[0].field, 0U);
  EXPECT_EQ(payloads[2].issues[0].code, IssueCode::null_not_allowed);
}

TEST_F(PreviewTest, LimitsRowAndResponseSize) {
  schema_.run(
      "CREATE TABLE big (id int PRIMARY KEY, x text); INSERT INTO big VALUES (1, 'a'), (2, "
      "repeat('x', 2000000));"
      "CREATE TABLE many (id int PRIMARY KEY, x text);"
      "INSERT INTO many SELECT i, repeat('x', 900000) FROM generate_series(1, 20) i");
  const std::string fields = R"([{"to": "x", "column": "x"}])";
  const auto big = preview("big", fields).payloads;
  ASSERT_EQ(big.size(), 2U);
  EXPECT_EQ(big[0].body, R"({"x":"a"})");
  EXPECT_EQ(big[1].issues.at(0).code, IssueCode::row_too_large);
  EXPECT_EQ(big[1].key, std::vector<std::string>{"2"});

  const auto many = preview("many", fields, {20});
  EXPECT_EQ(many.payloads.size(), 11U);
  ASSERT_EQ(many.warnings.size(), 1U);
  EXPECT_EQ(many.warnings[0].code, "reply_shortened");
  EXPECT_EQ(preview("big", fields, {1}).payloads.size(), 1U) << "the next request works";
}

// An export reads only the mapped columns.
TEST_F(PreviewTest, RejectsLargeValueOnlyIfMapped) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text);"
      "INSERT INTO t VALUES (1, repeat('a', 1500000), repeat('b', 900000), E'c\\td'), "
      "(2, 'a', 'b', 'c')");
  const auto small = preview("t", R"([{"to": "id", "column": "id"}, {"to": "c", "column": "c"}])");
  ASSERT_EQ(small.payloads.size(), 2U);
  EXPECT_EQ(small.payloads[0].body, R"({"id":1,"c":"c\td"})");
  EXPECT_EQ(small.payloads[1].body, R"({"id":2,"c":"c"})");
  EXPECT_EQ(preview("t", R"([{"to": "b", "column": "b"}])").payloads[0].body,
            R"({"b":")" + std::string(900'000, 'b') + R"("})");
  for (const char* fields : {R"([{"to": "a", "column": "a"}, {"to": "x", "column": "a"}])",
                             R"([{"to": "a", "column": "a", "onNull": "omit"}])",
                             R"([{"to": "a", "template": "{id} {a}"}])"}) {
    const auto named = preview("t", fields).payloads;
    EXPECT_FALSE(named[0].body);
    ASSERT_EQ(named[0].issues.size(), 1U) << fields;
    EXPECT_EQ(named[0].issues[0].code, IssueCode::row_too_large);
    EXPECT_EQ(named[0].issues[0].field, std::nullopt);
    EXPECT_TRUE(named[1].body);
  }
}

TEST_F(PreviewTest, EndsAtDeadlineWithinRow) {
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, repeat('[', 900000))");
  preview("t", R"([{"to": "id", "column": "id"}])");
  auto fields = Json::array();
  for (int i = 0; i < 2000; ++i) {
    fields.push_back({{"to", "f" + std::to_string(i)}, {"column", "x"}, {"as", "json"}});
  }
  const auto mapping = testing::mapping_with(fields.dump());
  const auto began = std::chrono::steady_clock::now();
  const auto problem = testing::problem_of([&] {
    make_preview(sampler_, source_, {{{schema_.name(), "t"}}, {}, false}, mapping,
                 Deadline::in(std::chrono::milliseconds(300)));
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(15));
}

TEST_F(PreviewTest, ReportsAllErrorsOfInvalidMapping) {
  schema_.run("CREATE TABLE t (id int PRIMARY KEY, first_name text)");
  try {
    preview("t", R"([{"to": "a", "column": "frist_name"}, {"to": "a.b", "column": "id"}])");
    FAIL() << "was accepted";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code, ProblemCode::mapping_invalid);
    ASSERT_EQ(problem.errors.size(), 2U);
    EXPECT_EQ(problem.errors[0].pointer, "/mapping/fields/1/to");
    EXPECT_EQ(problem.errors[0].related, "/mapping/fields/0/to");
    EXPECT_EQ(problem.errors[1].pointer, "/mapping/fields/0/column");
  }
}

TEST_F(PreviewTest, IgnoresSettingsOfRole) {
  testing::OddRole role(schema_, "preview_odd_role");
  role.set("search_path", "nowhere");
  schema_.run(
      "CREATE TABLE t (id int PRIMARY KEY, tz timestamptz, d date, iv interval, f float8, x bytea);"
      "INSERT INTO t VALUES (1, '2024-02-29 12:00:00+00', '2024-02-29', '1 day', 0.1, '\\xff00');"
      "GRANT USAGE ON SCHEMA preview_pgtest TO preview_odd_role;"
      "GRANT SELECT ON t TO preview_odd_role");
  source_ = role.source();
  EXPECT_EQ(
      preview("t", one_to_one("t")).payloads.at(0).body,
      R"({"id":1,"tz":"2024-02-29T12:00:00+00:00","d":"2024-02-29","iv":"P1D","f":0.1,"x":"/wA="})");
}

}  // namespace
}  // namespace rowhook
