#include <gtest/gtest.h>

#include <thread>

#include "postgres/row_stream.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;
using testing::soon;
using testing::test_connection;

class RowStreamTest : public ::testing::Test {
 protected:
  template <class Work>
  auto read(Work&& work, const Deadline& deadline = soon(), const ReadOptions& options = {}) {
    return databases_.read(test_connection(), deadline, work, options);
  }

  std::vector<std::string> lines_of(const std::string& select) {
    return read([&](ReadTransaction& transaction) {
      auto stream = transaction.stream(select);
      std::vector<std::string> lines;
      while (const auto line = stream.next()) lines.emplace_back(*line);
      return lines;
    });
  }

  int backend() {
    return read([](ReadTransaction& transaction) {
      return transaction.query("SELECT pg_backend_pid()")[0][0].as<int>();
    });
  }

  Databases databases_{testing::test_config()};
};

TEST_F(RowStreamTest, ReturnsLinesOfCopyText) {
  EXPECT_EQ(lines_of("SELECT 1, NULL, E'a\\tb\\n' UNION ALL SELECT 2, '', '\\.'"),
            (std::vector<std::string>{"1\t\\N\ta\\tb\\n", "2\t\t\\\\."}));
  EXPECT_EQ(lines_of("SELECT 1 WHERE false"), std::vector<std::string>{});
  EXPECT_EQ(lines_of("SELECT ''"), std::vector<std::string>{""});
}

TEST_F(RowStreamTest, KeepsSessionForNextRead) {
  const auto before = backend();
  EXPECT_EQ(lines_of("SELECT generate_series(1, 10000)").size(), 10'000U);
  EXPECT_EQ(backend(), before);
}

TEST_F(RowStreamTest, ReportsErrorAtStart) {
  const auto before = backend();
  EXPECT_EQ(problem_of([&] { lines_of("SELECT * FROM no_such_relation"); }).sqlstate, "42P01");
  EXPECT_EQ(backend(), before);
}

TEST_F(RowStreamTest, ReportsErrorInLaterRow) {
  const auto before = backend();
  const auto problem =
      problem_of([&] { lines_of("SELECT 1 / (999 - x) FROM generate_series(1, 2000) x"); });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_EQ(problem.sqlstate, "22012");
  EXPECT_EQ(backend(), before);
}

TEST_F(RowStreamTest, EndsSessionOfUnreadStream) {
  const auto before = backend();
  read([](ReadTransaction& transaction) {
    auto stream = transaction.stream("SELECT generate_series(1, 100000000)");
    EXPECT_EQ(stream.next(), "1");
    return 0;
  });
  EXPECT_NE(backend(), before);
}

TEST_F(RowStreamTest, EndsEndlessRowsAtDeadline) {
  const auto started = std::chrono::steady_clock::now();
  const auto problem = problem_of([&] {
    read(
        [](ReadTransaction& transaction) {
          auto stream = transaction.stream("SELECT generate_series(1, 10000000000)");
          while (stream.next()) {
          }
          return 0;
        },
        Deadline::in(2s));
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
}

TEST_F(RowStreamTest, EndsWaitAndBackendWhenCancelled) {
  constexpr char kCounts[] =
      "state = 'active' AND query LIKE '%FROM generate_series(1, 20000000000)%' AND "
      "pid <> pg_backend_pid()";
  Cancellation cancellation;
  std::thread client([&] {
    EXPECT_TRUE(testing::comes_true([&] { return testing::sessions_where(kCounts) == 1; }));
    cancellation.cancel();
  });
  int backend = 0;
  const auto started = std::chrono::steady_clock::now();
  const auto problem = problem_of([&] {
    read(
        [&](ReadTransaction& transaction) {
          backend = transaction.query("SELECT pg_backend_pid()")[0][0].as<int>();
          auto stream = transaction.stream("SELECT count(*) FROM generate_series(1, 20000000000)");
          return stream.next().has_value();
        },
        Deadline::in(30s, &cancellation));
  });
  client.join();
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_TRUE(testing::ends_soon(backend));
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
}

TEST_F(RowStreamTest, RejectsRowOverLimitWithBoundedMemory) {
  Databases small(testing::test_config([](Config& config) { config.row_limit_bytes = 1'000'000; }));
  const auto before = testing::resident_bytes();
  const auto problem = problem_of([&] {
    small.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      auto stream = transaction.stream(
          "SELECT 'small' UNION ALL SELECT repeat('x', 300000000) UNION ALL SELECT 'small'");
      EXPECT_EQ(stream.next(), "small");
      return stream.next().has_value();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  EXPECT_LT(testing::resident_bytes(), before + 30'000'000);
  EXPECT_EQ(lines_of("SELECT 1"), std::vector<std::string>{"1"});
}

}  // namespace
}  // namespace rowhook
