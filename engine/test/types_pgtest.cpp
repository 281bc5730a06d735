#include <gtest/gtest.h>

#include <algorithm>

#include "base/json_text.h"
#include "support/compact_json.h"
#include "support/odd_role.h"
#include "support/types_fixture.h"

namespace rowhook {
namespace {

class TypesTest : public testing::TypesFixture {
 protected:
  /// The expected value of a column, in SQL without the engine: to_json, and Base64 for bytea
  /// outside composites.
  static std::string oracle(const std::string& type, const std::string& column) {
    const bool inside_composite = column == "comp" || column == "comps";
    if (type == "bytea" && column != "id" && !inside_composite) {
      return "as_base64(to_json(" + column + "))";
    }
    return "to_json(" + column + ")";
  }

  /// The relation as each kind of source that returns all of its rows.
  std::vector<Source> sources_of(const std::string& relation) const {
    const RelationName name{schema_.name(), relation};
    return {{name},
            {name, {{"id", Condition::Operator::not_null, {}}}},
            {{}, {}, "SELECT * FROM " + schema_.name() + "." + relation}};
  }

  /// Expects the lines of an export to equal the bodies of a preview of all rows, in any order.
  void expect_exported(const Source& source, const Json& fields, std::vector<std::string> bodies) {
    ExportRequest request;
    request.source = source;
    request.mapping = testing::mapping_with(fields.dump());
    auto lines = testing::lines_of(export_text(request));
    std::sort(lines.begin(), lines.end());
    std::sort(bodies.begin(), bodies.end());
    EXPECT_EQ(lines, bodies);
  }

  /// Compares every row of a relation, in any order.
  void expect_relation_equal(const std::string& relation) {
    auto fields = Json::array();
    std::string pairs;
    for (const auto& row : schema_.run("SELECT attname FROM pg_attribute WHERE attrelid = '" +
                                       relation + "'::regclass AND attnum > 0 ORDER BY attnum")) {
      const auto name = row[0].as<std::string>();
      fields.push_back({{"to", name}, {"column", name}});
      pairs += (pairs.empty() ? "'{\"" : " || ',\"") + name + "\":' || COALESCE(to_json(" + name +
               ")::text, 'null')";
    }
    std::vector<std::string> expected;
    for (const auto& row : schema_.run("SELECT " + pairs + " || '}' FROM " + relation)) {
      expected.push_back(testing::compact_json(row[0].c_str()));
    }
    std::sort(expected.begin(), expected.end());
    for (const auto& source : sources_of(relation)) {
      SCOPED_TRACE(source.is_query() ? source.query : source.where.empty() ? "all" : "filtered");
      std::vector<std::string> bodies;
      for (const auto& payload : preview(source, fields.dump()).payloads) {
        for (const auto& issue : payload.issues) {
          ADD_FAILURE() << to_string(issue.code) << " in " << fields.at(issue.field.value_or(0));
        }
        bodies.push_back(payload.body.value_or("no body"));
      }
      std::sort(bodies.begin(), bodies.end());
      EXPECT_EQ(bodies, expected);
      expect_exported(source, fields, bodies);
    }
  }

  void expect_equal(const std::string& type) {
    auto fields = Json::array();
    std::string select;
    for (const char* column : {"id", "v", "dom", "arr", "dom_arr", "arr_dom", "comp", "comps"}) {
      fields.push_back({{"to", column}, {"column", column}});
      select += (select.empty() ? "SELECT " : ", ") + oracle(type, column) + "::text";
    }
    const auto expected = schema_.run(select + " FROM t ORDER BY id");
    const auto payloads = preview("t", fields.dump(), {100}, true).payloads;
    ASSERT_EQ(payloads.size(), static_cast<std::size_t>(expected.size()));
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
      ASSERT_TRUE(payloads[i].body) << to_string(payloads[i].issues.front().code);
      std::string body = "{";
      const auto row = expected[static_cast<pqxx::result::size_type>(i)];
      for (std::size_t column = 0; column < fields.size(); ++column) {
        if (column > 0) body += ",";
        append_json_string(body, fields[column].at("to").get<std::string>());
        body += ":";
        const auto value = row[static_cast<pqxx::row::size_type>(column)];
        body += testing::compact_json(value.is_null() ? "null" : value.c_str());
      }
      body += "}";
      EXPECT_EQ(*payloads[i].body, body);
      bodies.push_back(std::move(body));
    }
    for (const auto& source : sources_of("t")) {
      SCOPED_TRACE(source.is_query() ? source.query : source.where.empty() ? "all" : "filtered");
      expect_exported(source, fields, bodies);
    }
  }

  void expect_every_type() {
    schema_.run(kAsBase64);
    SCOPED_TRACE("ROWHOOK_TEST_SEED=" + std::to_string(seed()));
    const auto types = known_types();
    ASSERT_GT(types.size(), 60U);
    for (const auto& type : types) {
      SCOPED_TRACE(type.name);
      constexpr std::size_t kRowsAtOnce = 90;
      for (std::size_t begin = 0; begin == 0 || begin < type.values.size(); begin += kRowsAtOnce) {
        const auto end = std::min(begin + kRowsAtOnce, type.values.size());
        make_table(type.name, {type.values.begin() + static_cast<std::ptrdiff_t>(begin),
                               type.values.begin() + static_cast<std::ptrdiff_t>(end)});
        expect_equal(type.name);
      }
    }
  }

  void expect_every_relation() {
    SCOPED_TRACE("ROWHOOK_TEST_SEED=" + std::to_string(seed()));
    const auto relations = make_relations_of_all(known_types());
    for (const auto& relation : relations) {
      SCOPED_TRACE(relation);
      expect_relation_equal(relation);
    }
  }

  static constexpr const char* kAsBase64 = R"sql(
    CREATE FUNCTION as_base64(value json) RETURNS json LANGUAGE plpgsql AS $$
    BEGIN
      RETURN CASE json_typeof(value)
        WHEN 'array' THEN (SELECT COALESCE(json_agg(as_base64(element)), '[]')
          FROM json_array_elements(value) element)
        WHEN 'string' THEN to_json(replace(
          encode(decode(substr(value #>> '{}', 3), 'hex'), 'base64'), E'\n', ''))
        ELSE value END;
    END $$
  )sql";
};

TEST_F(TypesTest, MatchesToJsonForEveryType) { expect_every_type(); }

TEST_F(TypesTest, MatchesToJsonInEveryRelationKind) { expect_every_relation(); }

/// The same for a role that overrides every setting for output and input.
class OddTypesTest : public TypesTest {
 protected:
  OddTypesTest() {
    source_ = role_.source();
    // to_json prints money by it, and the server's setting may differ from the role's.
    schema_.run("SET lc_monetary = 'POSIX'");
  }

  testing::OddRole role_{schema_, "types_odd_role", "SUPERUSER"};
};

TEST_F(OddTypesTest, MatchesToJsonForEveryType) { expect_every_type(); }

TEST_F(OddTypesTest, MatchesToJsonInEveryRelationKind) { expect_every_relation(); }

TEST_F(OddTypesTest, ParsesTextWithSettingsOfRole) {
  schema_.run(R"sql(
    CREATE TYPE span AS RANGE (subtype = interval);
    CREATE TYPE held AS (one interval, many interval[]);
    CREATE VIEW v AS SELECT n AS id, ('0' || n || '/04/05')::date AS d,
      ('0' || n || '/04/05 01:02:03')::timestamp AS t, ('-' || n || ' 2:03:04')::interval AS i,
      ARRAY[('-' || n || ' 2:03:04')::interval] AS a,
      ROW(('-' || n || ' 2:03:04')::interval, ARRAY[('1 2:03')::interval])::held AS c,
      span(('-' || n || ' 2:03:04')::interval, NULL) AS s,
      pg_catalog.current_setting('lc_monetary') AS m
    FROM pg_catalog.generate_series(3, 4) AS n
  )sql");
  const std::string fields = R"([
    {"to": "d", "column": "d"}, {"to": "t", "column": "t"}, {"to": "i", "column": "i"},
    {"to": "a", "column": "a"}, {"to": "c", "column": "c"}, {"to": "s", "column": "s"},
    {"to": "x", "column": "i", "as": "string"}, {"to": "y", "column": "a", "as": "string"},
    {"to": "z", "column": "c", "as": "string"}, {"to": "w", "template": "{i}"},
    {"to": "m", "column": "m"}])";
  const auto body = [](const std::string& n) {
    std::string text =
        R"sql({"d":"2005-04-0#","t":"2005-04-0#T01:02:03","i":"P-#DT-2H-3M-4S",)sql"
        R"sql("a":["P-#DT-2H-3M-4S"],"c":{"one":"P-#DT-2H-3M-4S","many":["P1DT2H3M"]},)sql"
        R"sql("s":"[P-#DT-2H-3M-4S,)","x":"P-#DT-2H-3M-4S","y":"{P-#DT-2H-3M-4S}",)sql"
        R"sql("z":"(P-#DT-2H-3M-4S,{P1DT2H3M})","w":"P-#DT-2H-3M-4S","m":"POSIX"})sql";
    for (auto at = text.find('#'); at != std::string::npos; at = text.find('#')) {
      text.replace(at, 1, n);
    }
    return text;
  };
  std::vector<std::string> bodies;
  for (const auto& payload : preview("v", fields).payloads) {
    bodies.push_back(payload.body.value_or("no body"));
  }
  std::sort(bodies.begin(), bodies.end());
  EXPECT_EQ(bodies, (std::vector<std::string>{body("3"), body("4")}));
  for (const auto& source : sources_of("v")) expect_exported(source, Json::parse(fields), bodies);
}

TEST_F(OddTypesTest, ExportsIntervalsWithSeveralWorkers) {
  schema_.run(
      "CREATE TABLE t AS SELECT n AS id, pg_catalog.make_interval(days => n) AS i "
      "FROM pg_catalog.generate_series(1, 50000) AS n");
  ExportRequest request;
  request.source = {{schema_.name(), "t"}};
  request.workers = 2;
  request.mapping = testing::mapping_with(R"([{"to": "i", "column": "i"}])");
  const auto written = export_text(request);
  EXPECT_NE(written.find("{\"i\":\"P50000D\"}\n"), std::string::npos);
  EXPECT_EQ(std::count(written.begin(), written.end(), 'P'), 50'000);
}

}  // namespace
}  // namespace rowhook
