#include <gtest/gtest.h>

#include "support/observe.h"
#include "support/preview_fixture.h"

namespace rowhook {
namespace {

/// A function of a view changes the session, and the next request uses the same session.
class SessionStateTest : public testing::PreviewFixture {
 protected:
  SessionStateTest() : PreviewFixture("session_state_pgtest") {
    // A domain and a partition make the engine use all of its prepared statements.
    schema_.run(R"sql(
      CREATE DOMAIN note AS text;
      CREATE TABLE parted (id int, j jsonb, d note) PARTITION BY RANGE (id);
      CREATE TABLE t PARTITION OF parted FOR VALUES FROM (0) TO (9);
      INSERT INTO t VALUES (1, '{"a": 1.10}', 'x')
    )sql");
  }

  void expect_correct_preview() {
    EXPECT_EQ(preview("t", kFields, {}, true).payloads.at(0).body,
              R"({"id":1,"j":{"a":1.10},"d":"x"})");
  }

  std::int64_t advisory_locks() {
    return schema_.run("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")[0][0]
        .as<std::int64_t>();
  }

  static constexpr const char* kFields =
      R"([{"to": "id", "column": "id"}, {"to": "j", "column": "j"}, {"to": "d", "column": "d"}])";
};

TEST_F(SessionStateTest, IsolatesNextRequestFromSessionChanges) {
  const std::vector<std::string> acts = {
      "EXECUTE 'DEALLOCATE ALL'",
      "EXECUTE 'DEALLOCATE ALL; PREPARE rowhook_0 (text, text) AS SELECT $1, $2'",
      "EXECUTE 'DEALLOCATE rowhook_0; PREPARE rowhook_0 (text, text) AS SELECT $1, $2'",
      "EXECUTE 'PREPARE rowhook_0 (int) AS SELECT 1'",
      "EXECUTE 'PREPARE rowhook_1 AS SELECT 1; PREPARE rowhook_2 AS SELECT 1'",
      "PERFORM pg_advisory_lock(4711)",
      "PERFORM pg_advisory_lock_shared(4711)",
      "EXECUTE 'LISTEN canary'",
      "PERFORM set_config('search_path', 'nowhere', false)",
      "PERFORM set_config('TimeZone', 'Asia/Tokyo', false)",
      "PERFORM set_config('bytea_output', 'escape', false)",
      "PERFORM set_config('statement_timeout', '1', false)",
      "PERFORM set_config('role', 'pg_monitor', false)",
      "EXECUTE 'DECLARE kept CURSOR WITH HOLD FOR SELECT 1'",
      "EXECUTE 'CREATE TEMPORARY TABLE pg_temp.t (id int)'",
      "EXECUTE 'RESET transaction_read_only; CREATE TEMPORARY TABLE t (id int)'",
  };
  for (const auto& act : acts) {
    SCOPED_TRACE(act);
    // A statement that is not allowed in a READ ONLY transaction is not a failure of this test.
    schema_.run("CREATE OR REPLACE FUNCTION act() RETURNS int LANGUAGE plpgsql AS $$ BEGIN " + act +
                "; RETURN 1; EXCEPTION WHEN OTHERS THEN RETURN 2; END $$;"
                "CREATE OR REPLACE VIEW acting AS SELECT act() AS id");
    expect_correct_preview();
    preview("acting", R"([{"to": "id", "column": "id"}])", {}, true);
    EXPECT_TRUE(testing::comes_true([&] { return advisory_locks() == 0; }));
    expect_correct_preview();
    expect_correct_preview();
  }
}

TEST_F(SessionStateTest, ReusesUnchangedSession) {
  schema_.run("CREATE VIEW process AS SELECT pg_backend_pid() AS id");
  const auto process = [&] {
    return preview("process", R"([{"to": "id", "column": "id"}])", {}, true).payloads.at(0).body;
  };
  const auto first = process();
  ASSERT_TRUE(first);
  for (int i = 0; i < 5; ++i) {
    expect_correct_preview();
    EXPECT_EQ(process(), first);
  }
}

TEST_F(SessionStateTest, DoesNotCommitWritesOfFunctions) {
  schema_.run(R"sql(
    CREATE TABLE written (id int);
    CREATE FUNCTION act() RETURNS int LANGUAGE plpgsql AS $$
    BEGIN
      RESET transaction_read_only;
      INSERT INTO session_state_pgtest.written VALUES (1);
      RETURN 1;
    EXCEPTION WHEN OTHERS THEN RETURN 2;
    END $$;
    CREATE VIEW acting AS SELECT act() AS id
  )sql");
  preview("acting", R"([{"to": "id", "column": "id"}])", {}, true);
  EXPECT_EQ(schema_.run("SELECT FROM written").size(), 0U);
}

}  // namespace
}  // namespace rowhook
