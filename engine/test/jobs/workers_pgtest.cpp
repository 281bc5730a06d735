#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <thread>

#include "support/export_fixture.h"
#include "support/observe.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;

constexpr std::size_t kWorkers = 3;

class WorkersTest : public testing::ExportFixture {
 protected:
  WorkersTest() : ExportFixture("workers_pgtest") {}

  ExportRequest shared(const std::string& relation, const std::string& fields = kIdField) const {
    auto export_request = request(relation, fields);
    export_request.workers = kWorkers;
    return export_request;
  }

  void make_table(int rows) {
    schema_.run(
        "CREATE TABLE t (id int PRIMARY KEY, generation int NOT NULL, filler text); "
        "INSERT INTO t SELECT n, 0, repeat('x', 200) FROM generate_series(1, " +
        std::to_string(rows) + ") n");
  }

  /// Postgres 13 has no TID range scans, so one worker reads everything.
  bool has_ranges() const { return schema_.server_version() >= 140'000; }

  /// The number of sessions that have read the test's tables with COPY.
  int sessions() {
    return schema_
        .run(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY (%workers_pgtest%'")[0][0]
        .as<int>();
  }
};

TEST_F(WorkersTest, ReadsEveryRowOnce) {
  make_table(30'000);
  auto alone = lines(request("t", kIdField));
  auto together = lines(shared("t"));
  EXPECT_EQ(together.size(), 30'000U);
  std::sort(alone.begin(), alone.end());
  std::sort(together.begin(), together.end());
  EXPECT_EQ(together, alone);
}

TEST_F(WorkersTest, UsesSessionPerWorker) {
  make_table(30'000);
  int most = 0;
  begin(shared("t"))->run([&](std::string_view) { most = std::max(most, sessions()); });
  EXPECT_EQ(most, has_ranges() ? static_cast<int>(kWorkers) : 1);
}

TEST_F(WorkersTest, AddsCountsInEndRecord) {
  make_table(10'000);
  auto export_request = shared("t");
  export_request.end_record = true;
  const auto written = lines(export_request);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i + 1 < written.size(); ++i) bytes += written[i].size() + 1;
  EXPECT_EQ(written.back(),
            R"({"$end":{"rows":10000,"skipped":0,"bytes":)" + std::to_string(bytes) + "}}");
}

TEST_F(WorkersTest, WritesNothingForEmptyTable) {
  make_table(0);
  EXPECT_TRUE(lines(shared("t")).empty());
}

TEST_F(WorkersTest, ReadsAllRowsOfSourcesWithoutRanges) {
  make_table(10'000);
  schema_.run(
      "CREATE VIEW v AS SELECT * FROM t; CREATE MATERIALIZED VIEW m AS SELECT * FROM t;"
      "CREATE TABLE parent (id int); CREATE TABLE child () INHERITS (parent);"
      "INSERT INTO parent SELECT id FROM t; INSERT INTO child SELECT id FROM t;"
      "CREATE TABLE p (id int) PARTITION BY RANGE (id);"
      "CREATE TABLE p1 PARTITION OF p DEFAULT; INSERT INTO p SELECT id FROM t");
  EXPECT_EQ(lines(shared("v")).size(), 10'000U);
  EXPECT_EQ(lines(shared("m")).size(), 10'000U);
  EXPECT_EQ(lines(shared("p")).size(), 10'000U);
  EXPECT_EQ(lines(shared("parent")).size(), 20'000U);
  auto limited = shared("t");
  limited.limit = 7;
  EXPECT_EQ(lines(limited).size(), 7U);
}

TEST_F(WorkersTest, FailsIfOneWorkerFails) {
  make_table(30'000);
  schema_.run("ALTER TABLE t ADD v text DEFAULT '1'; UPDATE t SET v = 'x' WHERE id = 29000");
  const auto begun = begin(shared("t", R"([{"to": "v", "column": "v", "as": "integer"}])"));
  EXPECT_EQ(problem_of([&] { begun->run([](std::string_view) {}); }).code,
            ProblemCode::row_invalid);
  EXPECT_EQ(problem_of([&] { begin(shared("missing")); }).code, ProblemCode::relation_not_found);
}

TEST_F(WorkersTest, WritesOnOneThreadAtATime) {
  make_table(30'000);
  std::atomic<int> writing = 0;
  begin(shared("t"))->run([&](std::string_view) {
    EXPECT_EQ(++writing, 1);
    std::this_thread::sleep_for(1ms);
    --writing;
  });
}

TEST_F(WorkersTest, WritesNothingAfterWriteHasFailed) {
  make_table(30'000);
  std::atomic<int> writes = 0;
  const auto begun = begin(shared("t"));
  EXPECT_THROW(begun->run([&](std::string_view) {
    ++writes;
    // So that the other workers wait for their turn.
    std::this_thread::sleep_for(100ms);
    throw std::runtime_error("stopped");
  }),
               std::runtime_error);
  EXPECT_EQ(writes, 1);
}

TEST_F(WorkersTest, WritesProgressInOrder) {
  make_table(30'000);
  auto with_progress = shared("t");
  with_progress.progress = true;
  std::uint64_t rows = 0;
  begin(with_progress)->run([&](std::string_view piece) {
    // Longer than the interval between two progress lines.
    std::this_thread::sleep_for(300ms);
    const auto last_line = piece.substr(piece.rfind('\n', piece.size() - 2) + 1);
    if (!last_line.starts_with(R"({"$progress")")) return;
    const auto shown = Json::parse(last_line).at("$progress").at("rows").get<std::uint64_t>();
    EXPECT_GE(shown, rows);
    rows = shown;
  });
  EXPECT_GT(rows, 0U);
}

TEST_F(WorkersTest, EndsAllSessionsIfConsumerThrows) {
  make_table(30'000);
  auto begun = begin(shared("t"));
  EXPECT_THROW(begun->run([](std::string_view) { throw std::runtime_error("stopped"); }),
               std::runtime_error);
  begun.reset();
  EXPECT_TRUE(testing::comes_true([&] { return sessions() == 0; }));
}

TEST_F(WorkersTest, ReadsTableWithColumnPrivilegesOnly) {
  make_table(10'000);
  schema_.run(
      "DROP ROLE IF EXISTS workers_reader; CREATE ROLE workers_reader LOGIN PASSWORD 'pw';"
      "GRANT USAGE ON SCHEMA workers_pgtest TO workers_reader;"
      "GRANT SELECT (id) ON t TO workers_reader");
  source_ = ConnectionString::parse(testing::url_for("workers_reader", "pw"));
  EXPECT_EQ(lines(shared("t")).size(), 10'000U);
  schema_.run("DROP OWNED BY workers_reader; DROP ROLE workers_reader");
}

TEST_F(WorkersTest, FailsIfConnectionLimitIsTooLow) {
  if (!has_ranges()) GTEST_SKIP() << "one worker needs one connection";
  make_table(10);
  schema_.run(
      "DROP ROLE IF EXISTS workers_few; CREATE ROLE workers_few LOGIN PASSWORD 'pw' "
      "CONNECTION LIMIT 2; GRANT USAGE ON SCHEMA workers_pgtest TO workers_few;"
      "GRANT SELECT ON t TO workers_few");
  source_ = ConnectionString::parse(testing::url_for("workers_few", "pw"));
  EXPECT_EQ(problem_of([&] { begin(shared("t")); }).code, ProblemCode::overloaded);
  schema_.run("DROP OWNED BY workers_few; DROP ROLE workers_few");
}

/// Sessions that take turns with an ACCESS EXCLUSIVE lock, as a migration does.
class Lockers {
 public:
  Lockers() {
    for (int i = 0; i < 3; ++i) {
      threads_.emplace_back([this] {
        pqxx::connection connection(testing::test_database_url());
        while (!stopped_) {
          pqxx::work lock(connection);
          lock.exec("LOCK TABLE workers_pgtest.t IN ACCESS EXCLUSIVE MODE");
          lock.commit();
        }
      });
    }
  }
  ~Lockers() {
    stopped_ = true;
    for (auto& thread : threads_) thread.join();
  }

 private:
  std::atomic<bool> stopped_ = false;
  std::vector<std::thread> threads_;
};

TEST_F(WorkersTest, KeepsConnectionsWhileTableIsLocked) {
  if (!has_ranges()) GTEST_SKIP() << "one worker takes one lock";
  make_table(10'000);
  std::set<int> backends;
  std::size_t rows = 0;
  std::atomic<bool> written = false;
  auto lockers = std::make_unique<Lockers>();
  std::thread exporting([&] {
    rows = lines(shared("t")).size();
    written = true;
  });
  for (const auto unlocked_at = Deadline::in(1500ms); !written;) {
    for (const auto& row :
         schema_.run("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LOCK TABLE ONLY%'")) {
      backends.insert(row[0].as<int>());
    }
    if (unlocked_at.passed()) lockers.reset();
    std::this_thread::sleep_for(5ms);
  }
  exporting.join();
  EXPECT_EQ(rows, 10'000U);
  EXPECT_LE(backends.size(), kWorkers);
}

/// Changes a table repeatedly. Each change leaves ids without gaps and one generation.
class Changes {
 public:
  explicit Changes(testing::ScratchSchema& schema) : schema_(schema), thread_([this] { run(); }) {}
  ~Changes() {
    stopped_ = true;
    thread_.join();
  }

  int committed() const { return committed_; }

 private:
  void run() {
    const std::vector<std::string> changes = {
        "UPDATE workers_pgtest.t SET generation = generation + 1",
        "INSERT INTO workers_pgtest.t SELECT max(id) + 1, max(generation), 'new' "
        "FROM workers_pgtest.t",
        "BEGIN; TRUNCATE workers_pgtest.t; INSERT INTO workers_pgtest.t "
        "SELECT n, 7, repeat('y', 200) FROM generate_series(1, 4000) n; COMMIT",
        "CLUSTER workers_pgtest.t USING t_pkey",
        "BEGIN; DELETE FROM workers_pgtest.t WHERE id % 2 = 0; INSERT INTO workers_pgtest.t "
        "SELECT id + 1, generation, 'again' FROM workers_pgtest.t WHERE id % 2 = 1 AND id < "
        "(SELECT max(id) FROM workers_pgtest.t); COMMIT",
        "VACUUM FULL workers_pgtest.t",
    };
    for (std::size_t i = 0; !stopped_; ++i) {
      try {
        schema_.run(changes[i % changes.size()]);
        ++committed_;
      } catch (const std::exception&) {
        schema_.run("ROLLBACK");
      }
    }
  }

  testing::ScratchSchema& schema_;
  std::atomic<bool> stopped_{false};
  std::atomic<int> committed_{0};
  std::thread thread_;
};

TEST_F(WorkersTest, ReadsOneSnapshotDuringChanges) {
  make_table(4'000);
  testing::ScratchSchema other("workers_pgtest_other");
  other.run("SET lock_timeout = '300ms'");
  const Changes changes(other);
  for (int round = 0; round < 25; ++round) {
    const auto written = lines(shared(
        "t", R"([{"to": "id", "column": "id"}, {"to": "generation", "column": "generation"}])"));
    std::vector<int> ids;
    int generation = -1;
    for (const auto& line : written) {
      const auto row = Json::parse(line);
      ids.push_back(row.at("id"));
      if (generation < 0) generation = row.at("generation");
      ASSERT_EQ(row.at("generation"), generation) << "two snapshots";
    }
    ASSERT_GE(ids.size(), 3'999U);
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      ASSERT_EQ(ids[i], static_cast<int>(i) + 1) << "a row is missing or duplicated";
    }
  }
  EXPECT_GT(changes.committed(), 20);
}

}  // namespace
}  // namespace rowhook
