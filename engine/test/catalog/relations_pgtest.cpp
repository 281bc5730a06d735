#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/relations.h"
#include "catalog/types.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using testing::problem_of;
using testing::ScratchSchema;
using testing::soon;
using testing::test_connection;
using Names = std::vector<std::string>;

class RelationsTest : public ::testing::Test {
 protected:
  RelationDetail describe(const std::string& name,
                          const ConnectionString& connection = test_connection()) {
    return databases_.read(connection, soon(), [&](ReadTransaction& transaction) {
      return describe_relation(transaction, {schema_.name(), name});
    });
  }

  std::vector<Relation> list(bool system = false,
                             const ConnectionString& connection = test_connection()) {
    return databases_.read(connection, soon(), [&](ReadTransaction& transaction) {
      return list_relations(transaction, system);
    });
  }

  ScratchSchema schema_{"catalog_tests"};
  Databases databases_{testing::test_config()};
};

const Column& column_named(const RelationDetail& detail, const std::string& name) {
  const auto found = std::find_if(detail.source.columns.begin(), detail.source.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  if (found == detail.source.columns.end()) throw std::runtime_error("no column " + name);
  return *found;
}

TEST_F(RelationsTest, ListsEveryRelationKind) {
  schema_.run(
      "CREATE TABLE plain (x int);"
      "CREATE TABLE parted (x int) PARTITION BY RANGE (x);"
      "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);"
      "CREATE VIEW seen AS SELECT 1 AS x;"
      "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x;"
      "CREATE SEQUENCE no_relation; CREATE INDEX ON plain (x); CREATE TYPE pair AS (a int);");
  std::vector<std::pair<std::string, RelationKind>> found;
  for (const auto& relation : list()) {
    if (relation.name.schema != schema_.name()) continue;
    found.emplace_back(relation.name.name, relation.kind);
    EXPECT_EQ(relation.partition_of.has_value(), relation.name.name == "parted_1");
    EXPECT_TRUE(relation.readable);
  }
  EXPECT_EQ(found, (std::vector<std::pair<std::string, RelationKind>>{
                       {"kept", RelationKind::materialized_view},
                       {"parted", RelationKind::partitioned_table},
                       {"parted_1", RelationKind::table},
                       {"plain", RelationKind::table},
                       {"seen", RelationKind::view}}));
  EXPECT_EQ(describe("parted_1").relation.partition_of, (RelationName{schema_.name(), "parted"}));
}

TEST_F(RelationsTest, ListsSystemSchemasOnRequest) {
  const auto has_pg_class = [](const std::vector<Relation>& relations) {
    return std::any_of(relations.begin(), relations.end(), [](const Relation& relation) {
      return relation.name == RelationName{"pg_catalog", "pg_class"};
    });
  };
  EXPECT_FALSE(has_pg_class(list(false)));
  EXPECT_TRUE(has_pg_class(list(true)));
}

TEST_F(RelationsTest, DescribesRelationsWithUnusualNames) {
  const Names names{
      "Customers",           "two words",          "a.b",        "qu\"ote", "line\nfeed", "söö😀",
      "'; drop table x; --", std::string(63, 'n'), "back\\slash"};
  for (const auto& name : names) {
    pqxx::connection connection(testing::test_database_url());
    schema_.run("CREATE TABLE " + connection.quote_name(name) + " (" + connection.quote_name(name) +
                " int PRIMARY KEY)");
    const auto detail = describe(name);
    EXPECT_EQ(detail.relation.name.name, name);
    EXPECT_EQ(detail.source.columns.at(0).name, name);
    EXPECT_EQ(detail.source.key, Names{name});
  }
}

TEST_F(RelationsTest, ReportsUnknownRelationAsNotFound) {
  schema_.run("CREATE TABLE \"" + std::string(63, 'n') + "\" (x int); CREATE TABLE cut (x int)");
  for (const auto& name :
       {std::string("missing"), std::string(64, 'n'), std::string("CUT"), std::string("")}) {
    EXPECT_EQ(problem_of([&] { describe(name); }).code, ProblemCode::relation_not_found) << name;
  }
  const auto without_schema = problem_of([&] {
    databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      return describe_relation(transaction, {"", "cut"}).pages;
    });
  });
  EXPECT_EQ(without_schema.code, ProblemCode::relation_not_found);
}

TEST_F(RelationsTest, TreatsUnenforcedNotNullAsNullable) {
  schema_.run(
      "CREATE DOMAIN strict_text AS text NOT NULL; CREATE DOMAIN over_it AS strict_text;"
      "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int, d strict_text, o over_it);"
      "INSERT INTO a VALUES (1);"
      "CREATE VIEW joined AS SELECT a.id, b.d, b.o FROM a LEFT JOIN b USING (id);"
      "CREATE TABLE kept (d strict_text, n strict_text NOT NULL);"
      "INSERT INTO kept (d, n) SELECT (SELECT d FROM b), 'x';"
      "CREATE EXTENSION IF NOT EXISTS file_fdw; DROP SERVER IF EXISTS files CASCADE;"
      "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;"
      "CREATE FOREIGN TABLE remote (x text NOT NULL) SERVER files OPTIONS (filename '/dev/null')");
  EXPECT_TRUE(schema_.run("SELECT d IS NULL FROM kept")[0][0].as<bool>());
  for (const auto& [relation, column] : std::vector<std::pair<std::string, std::string>>{
           {"joined", "d"}, {"joined", "o"}, {"kept", "d"}, {"remote", "x"}}) {
    EXPECT_TRUE(column_named(describe(relation), column).nullable) << relation << "." << column;
  }
  EXPECT_FALSE(column_named(describe("kept"), "n").nullable);
  EXPECT_FALSE(column_named(describe("a"), "id").nullable);
  if (databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
        return transaction.session().server_version();
      }) >= 180'000) {
    schema_.run(
        "CREATE TABLE late (x int); INSERT INTO late VALUES (NULL);"
        "ALTER TABLE late ADD CONSTRAINT n NOT NULL x NOT VALID");
    EXPECT_TRUE(column_named(describe("late"), "x").nullable);
  }
  schema_.run("DROP SERVER files CASCADE");
}

TEST_F(RelationsTest, DescribesColumns) {
  schema_.run(
      "CREATE TABLE wide (gone int, b int NOT NULL, a numeric(12,2), c text NOT NULL,"
      "  d int GENERATED ALWAYS AS (b * 2) STORED, e int, PRIMARY KEY (b, e));"
      "ALTER TABLE wide DROP COLUMN gone;"
      "COMMENT ON TABLE wide IS 'a table'; COMMENT ON COLUMN wide.a IS 'a column'");
  const auto detail = describe("wide");
  EXPECT_EQ(detail.relation.comment, "a table");
  Names names;
  for (const auto& column : detail.source.columns) names.push_back(column.name);
  EXPECT_EQ(names, (Names{"b", "a", "c", "d", "e"}));
  EXPECT_EQ(column_named(detail, "b").position, 2);
  EXPECT_EQ(column_named(detail, "a").type.name, "numeric(12,2)");
  EXPECT_EQ(column_named(detail, "a").comment, "a column");
  EXPECT_EQ(column_named(detail, "b").comment, std::nullopt);
  EXPECT_TRUE(column_named(detail, "a").nullable);
  EXPECT_FALSE(column_named(detail, "b").nullable);
  EXPECT_FALSE(column_named(detail, "c").nullable);
  EXPECT_TRUE(column_named(detail, "d").generated);
  EXPECT_FALSE(column_named(detail, "b").generated);
}

TEST_F(RelationsTest, ReturnsPrimaryKeyInDeclaredOrder) {
  schema_.run(
      "CREATE TABLE keyed (a int, b int, c int, PRIMARY KEY (c, a) INCLUDE (b));"
      "CREATE TABLE unkeyed (a int UNIQUE NOT NULL)");
  EXPECT_EQ(describe("keyed").source.key, (Names{"c", "a"}));
  EXPECT_EQ(describe("unkeyed").source.key, Names{});
}

TEST_F(RelationsTest, ReportsRowEstimateAndPages) {
  schema_.run(
      "CREATE TABLE counted AS SELECT generate_series(1, 1000) AS x; ANALYZE counted;"
      "CREATE TABLE uncounted (x int); CREATE VIEW computed AS SELECT 1 AS x");
  EXPECT_EQ(describe("counted").relation.estimated_rows, 1000);
  EXPECT_GT(describe("counted").pages, 0);
  EXPECT_EQ(describe("uncounted").relation.estimated_rows, std::nullopt);
  EXPECT_EQ(describe("computed").relation.estimated_rows, std::nullopt);
}

TEST_F(RelationsTest, DescribesInheritance) {
  schema_.run(
      "CREATE TABLE parent (x int PRIMARY KEY);"
      "CREATE TABLE child (PRIMARY KEY (x)) INHERITS (parent)");
  EXPECT_EQ(describe("parent").source.order, RowSource::Order::none);
  EXPECT_EQ(describe("child").source.order, RowSource::Order::key);
  EXPECT_EQ(describe("child").relation.partition_of, std::nullopt);
  EXPECT_EQ(describe("child").relation.inherits_from, (RelationName{schema_.name(), "parent"}));
  EXPECT_EQ(describe("parent").relation.inherits_from, std::nullopt);
}

TEST_F(RelationsTest, ListsEachChildOnceWithFirstParent) {
  schema_.run(
      "CREATE TABLE first (x int); CREATE TABLE second (y int);"
      "CREATE TABLE of_both () INHERITS (first, second);"
      "CREATE TABLE kept () INHERITS (first, second); ALTER TABLE kept NO INHERIT first;"
      "CREATE TABLE grandchild () INHERITS (of_both)");
  std::map<std::string, std::optional<RelationName>> parents;
  for (const auto& relation : list()) {
    if (relation.name.schema != schema_.name()) continue;
    EXPECT_TRUE(parents.emplace(relation.name.name, relation.inherits_from).second);
    EXPECT_EQ(describe(relation.name.name).relation.inherits_from, relation.inherits_from);
    EXPECT_EQ(relation.partition_of, std::nullopt);
  }
  const auto named = [this](const char* name) { return RelationName{schema_.name(), name}; };
  EXPECT_EQ(parents.at("first"), std::nullopt);
  EXPECT_EQ(parents.at("of_both"), named("first"));
  EXPECT_EQ(parents.at("kept"), named("second"));
  EXPECT_EQ(parents.at("grandchild"), named("of_both"));
}

TEST_F(RelationsTest, ClassifiesColumnTypes) {
  schema_.run(
      "CREATE TYPE mood AS ENUM ('fine'); CREATE TYPE pair AS (a int, b text);"
      "CREATE DOMAIN money_amount AS numeric(10,2); CREATE DOMAIN dearer AS money_amount;"
      "CREATE DOMAIN ints AS int[]; CREATE DOMAIN some_json AS jsonb;"
      "CREATE TABLE typed (bool_ bool, int_ int8, oid_ oid, num numeric, float_ float4, text_ text,"
      " bp char(3), uuid_ uuid, date_ date, ts timestamp(3), tstz timestamptz, iv interval, time_ "
      "time,"
      " json_ json, jsonb_ jsonb, bytes bytea, mood_ mood, pair_ pair, range_ int4range,"
      " amount dearer, doc some_json, ints_ ints, texts text[][], boxes box[], amounts dearer[],"
      " moods mood[], pairs pair[], nested ints[], vector int2vector, oids oidvector, point_ point,"
      " name_ name, docs jsonb[], byteses bytea[])");
  struct Expected {
    const char* column;
    TypeFamily family;
    bool is_array;
    char delimiter = ',';
  };
  const std::vector<Expected> expectations{
      {"bool_", TypeFamily::boolean, false},    {"int_", TypeFamily::integer, false},
      {"oid_", TypeFamily::text, false},        {"num", TypeFamily::decimal, false},
      {"float_", TypeFamily::decimal, false},   {"text_", TypeFamily::text, false},
      {"bp", TypeFamily::text, false},          {"uuid_", TypeFamily::text, false},
      {"date_", TypeFamily::date, false},       {"ts", TypeFamily::timestamp, false},
      {"tstz", TypeFamily::timestamptz, false}, {"iv", TypeFamily::interval, false},
      {"time_", TypeFamily::text, false},       {"json_", TypeFamily::json, false},
      {"jsonb_", TypeFamily::json, false},      {"bytes", TypeFamily::bytea, false},
      {"mood_", TypeFamily::text, false},       {"pair_", TypeFamily::to_json, false},
      {"range_", TypeFamily::text, false},      {"amount", TypeFamily::decimal, false},
      {"doc", TypeFamily::json, false},         {"ints_", TypeFamily::integer, true},
      {"texts", TypeFamily::text, true},        {"boxes", TypeFamily::text, true, ';'},
      {"amounts", TypeFamily::decimal, true},   {"moods", TypeFamily::text, true},
      {"pairs", TypeFamily::to_json, false},    {"nested", TypeFamily::to_json, false},
      {"vector", TypeFamily::to_json, false},   {"oids", TypeFamily::to_json, false},
      {"point_", TypeFamily::text, false},      {"name_", TypeFamily::text, false},
      {"docs", TypeFamily::json, true},         {"byteses", TypeFamily::bytea, true}};
  const auto detail = describe("typed");
  EXPECT_EQ(detail.source.columns.size(), expectations.size());
  for (const auto& expected : expectations) {
    const auto& type = column_named(detail, expected.column).type;
    EXPECT_EQ(type.family, expected.family) << expected.column;
    EXPECT_EQ(type.is_array, expected.is_array) << expected.column;
    if (expected.is_array) {
      EXPECT_EQ(type.delimiter, expected.delimiter) << expected.column;
    }
  }
  EXPECT_EQ(column_named(detail, "ts").type.name, "timestamp(3) without time zone");
  EXPECT_EQ(column_named(detail, "texts").type.name, "text[]");
}

TEST_F(RelationsTest, ReportsReadableRelationsAndColumns) {
  schema_.run(
      "DO $$ BEGIN CREATE ROLE catalog_reader LOGIN PASSWORD 'canary'; EXCEPTION WHEN "
      "duplicate_object "
      "THEN END $$; GRANT USAGE ON SCHEMA catalog_tests TO catalog_reader;"
      "CREATE TABLE whole (x int, y int); GRANT SELECT ON whole TO catalog_reader;"
      "CREATE TABLE part (x int, y int); GRANT SELECT (y) ON part TO catalog_reader;"
      "CREATE TABLE closed (x int)");
  const auto reader = ConnectionString::parse(testing::url_for("catalog_reader", "canary"));
  const auto readable = [](const RelationDetail& detail) {
    std::vector<bool> flags{detail.relation.readable};
    for (const auto& column : detail.source.columns) flags.push_back(column.readable);
    return flags;
  };
  const auto readable_in_list = [&] {
    Names names;
    for (const auto& relation : list(false, reader)) {
      if (relation.name.schema == schema_.name() && relation.readable) {
        names.push_back(relation.name.name);
      }
    }
    return names;
  };
  EXPECT_EQ(readable_in_list(), (Names{"part", "whole"}));
  EXPECT_EQ(readable(describe("whole", reader)), (std::vector<bool>{true, true, true}));
  EXPECT_EQ(readable(describe("part", reader)), (std::vector<bool>{true, false, true}));
  EXPECT_EQ(readable(describe("closed", reader)), (std::vector<bool>{false, false}));
  schema_.run("REVOKE USAGE ON SCHEMA catalog_tests FROM catalog_reader");
  EXPECT_EQ(readable_in_list(), Names{});
  EXPECT_EQ(readable(describe("whole", reader)), (std::vector<bool>{false, false, false}));
  schema_.run("DROP OWNED BY catalog_reader; DROP ROLE catalog_reader");
}

TEST_F(RelationsTest, ReportsWhetherRowSecurityApplies) {
  schema_.run(
      "CREATE TABLE guarded (); CREATE TABLE free ();"
      "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY");
  EXPECT_FALSE(describe("guarded").row_security) << "policies do not apply to a superuser";
  const auto guarded_for_others = [this](const std::string& name) {
    return databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
      transaction.query("SET LOCAL ROLE pg_monitor");
      return describe_relation(transaction, {schema_.name(), name}).row_security;
    });
  };
  EXPECT_TRUE(guarded_for_others("guarded"));
  EXPECT_FALSE(guarded_for_others("free"));
}

// A role may put its own operators before those of pg_catalog.
TEST_F(RelationsTest, IgnoresOperatorsOnSearchPath) {
  schema_.run(
      "CREATE DOMAIN numbers AS int[]; CREATE TABLE honest (x int PRIMARY KEY, y numbers);"
      "DO $$ DECLARE o record; BEGIN"
      "  FOR o IN SELECT oprname AS name, oprleft::regtype AS l, oprright::regtype AS r"
      "    FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace"
      "      AND oprresult = 'bool'::regtype AND oprleft <> 0 LOOP"
      "    EXECUTE format('CREATE OR REPLACE FUNCTION lie(%s, %s) RETURNS bool"
      "      LANGUAGE plpgsql AS ''BEGIN RETURN false; END''', o.l, o.r);"
      "    EXECUTE format('CREATE OPERATOR %s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = lie)',"
      "      o.name, o.l, o.r);"
      "  END LOOP; END $$");
  const auto count_known = [&](ReadTransaction& transaction) {
    const auto relations = list_relations(transaction, true);
    return std::count_if(relations.begin(), relations.end(), [&](const Relation& relation) {
      return relation.name.schema == schema_.name() || relation.name.schema == "pg_catalog";
    });
  };
  const auto expected = databases_.read(test_connection(), soon(), count_known);
  const auto found = databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
    transaction.query("SET LOCAL search_path = catalog_tests, pg_catalog");
    return count_known(transaction);
  });
  EXPECT_EQ(found, expected);
  const auto detail = databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
    transaction.query("SET LOCAL search_path = catalog_tests, pg_catalog");
    return describe_relation(transaction, {schema_.name(), "honest"});
  });
  EXPECT_EQ(detail.source.key, Names{"x"});
  EXPECT_EQ(column_named(detail, "y").type.family, TypeFamily::integer);
  EXPECT_TRUE(column_named(detail, "y").type.is_array);
}

TEST_F(RelationsTest, DescribesTableWith1600Columns) {
  std::string sql = "CREATE TABLE huge (c1 int";
  for (int i = 2; i <= 1600; ++i) sql += ", c" + std::to_string(i) + " int";
  schema_.run(sql + ")");
  EXPECT_EQ(describe("huge").source.columns.size(), 1600U);
}

}  // namespace
}  // namespace rowhook
