#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "support/literals.h"
#include "support/preview_fixture.h"

namespace rowhook::testing {

/// A type of the server and the literals that it accepts.
struct KnownType {
  std::string name;  ///< its name in SQL
  std::vector<std::string> values;
};

/// Every type in pg_catalog that a column can have, except arrays, which are tested with each type.
/// Enums come with their labels, composites with a row of NULLs.
inline constexpr const char* kColumnTypes = R"sql(
  SELECT pg_catalog.format_type(t.oid, NULL),
    COALESCE(
      (SELECT array_agg(e.enumlabel::text) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
      (SELECT ARRAY['(' || repeat(',', count(*)::int - 1) || ')'] FROM pg_catalog.pg_attribute a
       WHERE a.attrelid = t.typrelid AND a.attnum > 0 HAVING count(*) > 0),
      '{}')
  FROM pg_catalog.pg_type t
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE t.typisdefined AND t.typtype <> 'p' AND t.typtype <> 'd' AND t.typarray <> 0
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
    AND (c.oid IS NULL OR c.relkind = 'c')
  ORDER BY 1
)sql";

/// Returns the literals that the type accepts, or NULL for a type without input, such as the types
/// of index keys.
inline constexpr const char* kTryLiterals = R"sql(
  CREATE FUNCTION accepted(type text, texts text[]) RETURNS text[] LANGUAGE plpgsql AS $$
  DECLARE
    candidate text;
    written text;
    taken text[] := '{}';
  BEGIN
    FOREACH candidate IN ARRAY texts LOOP
      BEGIN
        EXECUTE 'SELECT ($1::' || type || ')::text' INTO written USING candidate;
        -- The number of an object, whose name depends on the search_path of the session.
        CONTINUE WHEN type LIKE 'reg%' AND candidate ~ '^[0-9]+$' AND written <> candidate;
        taken := taken || candidate;
      EXCEPTION
        WHEN feature_not_supported OR internal_error THEN RETURN NULL;
        WHEN OTHERS THEN NULL;
      END;
    END LOOP;
    RETURN taken;
  END $$
)sql";

inline std::string quote_literal(const std::string& text) {
  std::string quoted = "E'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

/// Tables and other relations with a column of each type of the server.
class TypesFixture : public PreviewFixture {
 protected:
  TypesFixture() : PreviewFixture("types_pgtest") {
    for (const char* extension : {"hstore", "citext", "ltree", "cube", "isn", "seg", "intarray"}) {
      schema_.run("DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS " + std::string(extension) +
                  " SCHEMA " + schema_.name() + "; EXCEPTION WHEN OTHERS THEN NULL; END $$");
    }
    schema_.run(
        "CREATE TYPE mood AS ENUM ('a', 'so \"so\"', 'with,comma', 'back\\slash', '', 'NULL', '😀');"
        "CREATE TYPE pair AS (n numeric, \"t x\" text, b bytea);"
        "CREATE TYPE nested AS (p pair, ps pair[]);"
        "CREATE TYPE floatrange AS RANGE (subtype = float8)");
    schema_.run(kTryLiterals);
  }

  std::vector<KnownType> known_types() {
    std::string texts;
    const auto add = [&texts](const std::string& literal) {
      texts += (texts.empty() ? "" : ",") + quote_literal(literal);
    };
    for (const auto& literal : literals()) add(literal);
    for (const auto& literal : random_literals(seed())) add(literal);
    std::vector<KnownType> types;
    for (const auto& row : schema_.run(kColumnTypes)) {
      KnownType type{row[0].as<std::string>(), {}};
      const auto accepted = schema_.run(
          "SELECT value FROM (SELECT accepted(" + quote_literal(type.name) + ", ARRAY[" + texts +
          "] || " + quote_literal(row[1].as<std::string>()) +
          "::text[]) AS taken) AS tried, unnest(COALESCE(taken, ARRAY[NULL])) AS value");
      for (const auto& value : accepted) {
        if (!value[0].is_null()) type.values.push_back(value[0].as<std::string>());
      }
      if (accepted.empty()) ADD_FAILURE() << "support/literals.h has nothing for " << type.name;
      types.push_back(std::move(type));
    }
    return types;
  }

  /// Failures print it. Set ROWHOOK_TEST_SEED to repeat a run.
  static unsigned seed() {
    static const unsigned seed = [] {
      const char* given = std::getenv("ROWHOOK_TEST_SEED");
      return given == nullptr ? std::random_device()() : static_cast<unsigned>(std::stoul(given));
    }();
    return seed;
  }

  /// Creates a table with every form of the type: domains, arrays and composites.
  void make_table(const std::string& t, const std::vector<std::string>& values) {
    schema_.run(
        "DROP TABLE IF EXISTS t; DROP DOMAIN IF EXISTS over_it, over_array;"
        "DROP TYPE IF EXISTS holder; CREATE DOMAIN over_it AS " +
        t + "; CREATE DOMAIN over_array AS " + t + "[]; CREATE TYPE holder AS (one " + t +
        ", many " + t + "[]); CREATE TABLE t (id serial PRIMARY KEY, v " + t +
        ", dom over_it, arr " + t +
        "[], dom_arr over_array, arr_dom over_it[], comp holder, comps holder[]);"
        "INSERT INTO t DEFAULT VALUES; INSERT INTO t (arr, dom_arr) VALUES ('{}', '{NULL}')");
    std::string rows;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto value = quote_literal(values[i]) + "::" + t;
      const auto next = quote_literal(values[(i + 1) % values.size()]) + "::" + t;
      const std::vector<std::string> arrays = {
          "ARRAY[" + value + ", NULL, " + next + "]",
          "ARRAY[[" + value + "], [NULL::" + t + "], [" + next + "]]",
          "pg_catalog.array_fill(" + value + ", '{2}', '{-1}')",
      };
      const auto& array = arrays[i % arrays.size()];
      const auto plain = "ARRAY[" + value + ", " + next + "]";
      rows += (rows.empty() ? "(" : ", (") + value + ", " + value + ", " + array + ", " + array +
              ", " + plain + "::over_it[], ROW(" + value + ", " + plain + ")::holder, ARRAY[ROW(" +
              value + ", " + array + ")::holder, NULL])";
    }
    if (rows.empty()) return;
    schema_.run("INSERT INTO t (v, dom, arr, dom_arr, arr_dom, comp, comps) VALUES " + rows);
  }

  /// Creates a table of three rows (NULLs, one value, another) with a column of each type and of
  /// its array, and every other kind of relation over it.
  std::vector<std::string> make_relations_of_all(const std::vector<KnownType>& types) {
    std::string columns = "id int PRIMARY KEY";
    std::string first = "1";
    std::string second = "2";
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i].values.empty() || types[i].name == "bytea") continue;
      const auto name = std::to_string(i);
      const auto& t = types[i].name;
      columns += ", c" + name + " " + t + ", a" + name + " " + t + "[]";
      const auto low = quote_literal(types[i].values.front()) + "::" + t;
      const auto high = quote_literal(types[i].values.back()) + "::" + t;
      first += ", " + low + ", ARRAY[" + low + ", NULL]";
      second += ", " + high + ", ARRAY[" + high + ", " + low + "]";
    }
    schema_.run("CREATE TABLE plain (" + columns + "); INSERT INTO plain (id) VALUES (0);" +
                "INSERT INTO plain VALUES (" + first + "), (" + second + ")");
    schema_.run(
        "CREATE VIEW viewed AS SELECT * FROM plain;"
        "CREATE MATERIALIZED VIEW materialized AS SELECT * FROM plain;"
        "CREATE TABLE partitioned (LIKE plain) PARTITION BY RANGE (id);"
        "CREATE TABLE partition_low PARTITION OF partitioned FOR VALUES FROM (0) TO (2);"
        "CREATE TABLE partition_high PARTITION OF partitioned DEFAULT;"
        "ALTER TABLE partitioned ADD PRIMARY KEY (id); INSERT INTO partitioned SELECT * FROM plain;"
        "CREATE TABLE parent (LIKE plain); CREATE TABLE child () INHERITS (parent);"
        "INSERT INTO child SELECT * FROM plain;"
        "CREATE TABLE computed (LIKE plain, doubled int GENERATED ALWAYS AS (id * 2) STORED,"
        "  own int GENERATED ALWAYS AS IDENTITY); INSERT INTO computed SELECT * FROM plain");
    std::vector<std::string> relations = {"plain",         "viewed", "materialized", "partitioned",
                                          "partition_low", "parent", "child",        "computed"};
    if (make_foreign_table(columns)) relations.emplace_back("remote");
    return relations;
  }

  /// Creates a foreign table over `plain` through a foreign server that is this server. Returns
  /// false if postgres_fdw is not installed.
  bool make_foreign_table(std::string columns) {
    const std::string available = "SELECT FROM pg_available_extensions WHERE name = 'postgres_fdw'";
    if (schema_.run(available).empty()) return false;
    const std::string key = " PRIMARY KEY";
    columns.erase(columns.find(key), key.size());
    const auto server = test_connection();
    schema_.run("CREATE EXTENSION postgres_fdw SCHEMA " + schema_.name() +
                "; CREATE SERVER types_loopback FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '" +
                server.host() + "', port '" + std::to_string(server.port()) + "', dbname '" +
                server.database() +
                "'); CREATE USER MAPPING FOR PUBLIC SERVER types_loopback OPTIONS (user '" +
                server.user() + "', password '" + server.password() +
                "'); CREATE FOREIGN TABLE remote (" + columns +
                ") SERVER types_loopback OPTIONS (schema_name '" + schema_.name() +
                "', table_name 'plain')");
    return true;
  }
};

}  // namespace rowhook::testing
