#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>

#include "postgres/databases.h"
#include "postgres/verify.h"
#include "support/fake_postgres.h"
#include "support/observe.h"
#include "support/odd_role.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;
using testing::soon;
using testing::test_config;
using testing::test_connection;

int backend_of(ReadTransaction& transaction) {
  return transaction.query("SELECT pg_backend_pid()")[0][0].as<int>();
}

void terminate(int backend) {
  pqxx::connection admin(testing::test_database_url());
  pqxx::nontransaction statement(admin);
  statement.exec("SELECT pg_terminate_backend(" + std::to_string(backend) + ")");
}

bool is_connected(int backend) {
  pqxx::connection admin(testing::test_database_url());
  pqxx::nontransaction statement(admin);
  return !statement
              .exec("SELECT FROM pg_stat_activity WHERE application_name = 'rowhook' AND pid = " +
                    std::to_string(backend))
              .empty();
}

class DatabasesTest : public ::testing::Test {
 protected:
  Databases databases_{test_config()};
};

TEST_F(DatabasesTest, ReusesConnection) {
  const auto first = databases_.read(test_connection(), soon(), backend_of);
  std::chrono::microseconds connect_time{-1};
  const auto second = databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
    connect_time = transaction.connect_time;
    return backend_of(transaction);
  });
  EXPECT_EQ(first, second);
  EXPECT_EQ(connect_time, 0us);
}

TEST_F(DatabasesTest, LogsInAgainIfLoginIsTooOld) {
  Databases databases(test_config(), 0ms);
  const auto first = databases.read(test_connection(), soon(), backend_of);
  EXPECT_NE(databases.read(test_connection(), soon(), backend_of), first);
}

TEST_F(DatabasesTest, DoesNotShareConnectionsBetweenStrings) {
  const auto first = databases_.read(test_connection(), soon(), backend_of);
  const auto other = ConnectionString::parse(testing::test_database_url() + "?sslmode=disable");
  EXPECT_NE(first, databases_.read(other, soon(), backend_of));
}

TEST_F(DatabasesTest, PreparesStatementOncePerConnection) {
  const std::string statement = "SELECT $1::int + 1";
  const auto run_twice = [&](ReadTransaction& transaction) {
    EXPECT_EQ(transaction.query_prepared(statement, {"1"})[0][0].as<int>(), 2);
    EXPECT_EQ(transaction.query_prepared(statement, {"2"})[0][0].as<int>(), 3);
    const auto prepared = transaction.query("SELECT statement FROM pg_prepared_statements");
    EXPECT_EQ(prepared.size(), 1);
    return backend_of(transaction);
  };
  const auto first = databases_.read(test_connection(), soon(), run_twice);
  EXPECT_EQ(databases_.read(test_connection(), soon(), run_twice), first);
}

TEST_F(DatabasesTest, PreparesNothingOnDedicatedConnection) {
  const auto deadline = soon();
  const auto read = databases_.dedicate(test_connection(), deadline, [] { return ReadOptions(); });
  auto& transaction = read->transaction();
  EXPECT_EQ(transaction.query_prepared("SELECT $1::int + 1", {"1"})[0][0].as<int>(), 2);
  EXPECT_TRUE(transaction.query("SELECT FROM pg_prepared_statements").empty());
}

TEST_F(DatabasesTest, WorksAfterFailedPrepare) {
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      return transaction.query_prepared("SELECT nothing", {});
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::schema_changed);
  databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
    EXPECT_EQ(transaction.query_prepared("SELECT 7", {})[0][0].as<int>(), 7);
  });
}

TEST_F(DatabasesTest, ReconnectsAfterBackendIsTerminated) {
  const auto first = databases_.read(test_connection(), soon(), backend_of);
  terminate(first);
  EXPECT_NE(databases_.read(test_connection(), soon(), backend_of), first);
}

TEST_F(DatabasesTest, KeepsOtherSessionsIfOneIsChanged) {
  Databases databases(test_config(), 10min);
  int other = 0;
  databases.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
    other = databases.read(test_connection(), soon(), backend_of);
    transaction.query("PREPARE of_a_function AS SELECT 1");
  });
  EXPECT_EQ(databases.read(test_connection(), soon(), backend_of), other);
}

TEST_F(DatabasesTest, ClosesSessionAfterUnexpectedRollback) {
  for (const bool cancelled : {false, true}) {
    SCOPED_TRACE(cancelled);
    Cancellation cancellation;
    int first = 0;
    databases_.read(test_connection(), Deadline::in(60s, &cancellation),
                    [&](ReadTransaction& transaction) {
                      first = backend_of(transaction);
                      transaction.query("ROLLBACK");
                      if (cancelled) cancellation.cancel();
                    });
    EXPECT_NE(databases_.read(test_connection(), soon(), backend_of), first);
  }
}

TEST_F(DatabasesTest, ReportsConnectionLostDuringRead) {
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      terminate(backend_of(transaction));
      return backend_of(transaction);
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::connection_lost);
  EXPECT_NO_THROW(databases_.read(test_connection(), soon(), backend_of));
}

TEST_F(DatabasesTest, DoesNotLeakLostConnections) {
  const auto break_some = [&](int times) {
    for (int i = 0; i < times; ++i) {
      const auto problem = problem_of([&] {
        databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
          return transaction.query("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)");
        });
      });
      EXPECT_EQ(problem.code, ProblemCode::connection_lost);
    }
    return mallinfo2().uordblks;
  };
  const auto before = break_some(20);
  constexpr int kTimes = 100;
  EXPECT_LT(break_some(kTimes), before + kTimes * 500);
}

TEST_F(DatabasesTest, StartsReadOnlyTransactionWithSettings) {
  databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
    const auto setting = [&](const std::string& name) {
      return transaction.query("SELECT current_setting($1)", {name})[0][0].as<std::string>();
    };
    EXPECT_EQ(setting("transaction_read_only"), "on");
    EXPECT_EQ(setting("transaction_isolation"), "read committed");
    EXPECT_EQ(setting("TimeZone"), "UTC");
    EXPECT_EQ(setting("DateStyle"), "ISO, MDY");
    EXPECT_EQ(setting("IntervalStyle"), "iso_8601");
    EXPECT_EQ(setting("synchronize_seqscans"), "off");
    EXPECT_EQ(setting("lock_timeout"), "2s");
    EXPECT_NE(setting("statement_timeout"), "0");
    EXPECT_NE(setting("idle_in_transaction_session_timeout"), "0");
    return 0;
  });
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      return transaction.query("CREATE TABLE public.must_not_be (x int)").size();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_EQ(problem.sqlstate, "25006");
}

TEST_F(DatabasesTest, RestoresSessionAfterTransaction) {
  constexpr const char* kChanges =
      "SELECT name FROM pg_settings WHERE source = 'session' UNION ALL "
      "SELECT 'cursor ' || name FROM pg_cursors WHERE name <> '' UNION ALL "
      "SELECT 'LISTEN ' || channel FROM pg_listening_channels() AS channel UNION ALL "
      "SELECT 'lock ' || objid FROM pg_locks WHERE locktype = 'advisory' AND pid = "
      "pg_backend_pid()";
  const auto changes = [&](ReadTransaction& transaction) {
    std::set<std::string> names;
    for (const auto& row : transaction.query(kChanges)) names.insert(row[0].as<std::string>());
    return names;
  };
  for (const bool failing : {false, true}) {
    SCOPED_TRACE(failing);
    int backend = 0;
    const auto change_session = [&](ReadTransaction& transaction) {
      backend = backend_of(transaction);
      for (const auto* statement :
           {"SET search_path = nowhere", "SET LOCAL work_mem = '1MB'",
            "DECLARE opened CURSOR FOR SELECT 1", "SELECT pg_advisory_lock(4711)",
            "SELECT pg_advisory_xact_lock(4712)", "LISTEN canary"}) {
        transaction.query(statement);
      }
      const auto changed = changes(transaction);
      for (const auto* name : {"search_path", "work_mem", "statement_timeout", "TimeZone",
                               "cursor opened", "lock 4711", "lock 4712"}) {
        EXPECT_TRUE(changed.contains(name)) << name;
      }
      if (failing) transaction.query("SELECT 1 / 0");
    };
    if (failing) {
      EXPECT_EQ(
          problem_of([&] { databases_.read(test_connection(), soon(), change_session); }).sqlstate,
          "22012");
    } else {
      databases_.read(test_connection(), soon(), change_session);
    }
    databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
      EXPECT_EQ(backend_of(transaction), backend);
      // The settings of this transaction would hide those of the session.
      transaction.query("ROLLBACK");
      EXPECT_EQ(changes(transaction), std::set<std::string>{});
    });
  }
}

TEST_F(DatabasesTest, UsesRepeatableReadOnRequest) {
  ReadOptions options;
  options.isolation = Isolation::repeatable_read;
  const auto isolation = databases_.read(
      test_connection(), soon(),
      [](ReadTransaction& transaction) {
        return transaction.query("SHOW transaction_isolation")[0][0].as<std::string>();
      },
      options);
  EXPECT_EQ(isolation, "repeatable read");
}

TEST_F(DatabasesTest, EndsSlowQueryAtDeadline) {
  const auto started = std::chrono::steady_clock::now();
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), Deadline::in(400ms), [](ReadTransaction& transaction) {
      return transaction.query("SELECT pg_sleep(30)").size();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
  EXPECT_NO_THROW(databases_.read(test_connection(), soon(), backend_of));
}

TEST_F(DatabasesTest, EndsQueryWithoutStatementTimeout) {
  const auto started = std::chrono::steady_clock::now();
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), Deadline::in(400ms), [](ReadTransaction& transaction) {
      transaction.query("SET LOCAL statement_timeout = 0");
      return transaction.query("SELECT pg_sleep(30)").size();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
}

TEST_F(DatabasesTest, EndsStatementOfCancelledRequest) {
  constexpr char kSleeps[] = "state = 'active' AND query = 'SELECT pg_sleep(61)'";
  Cancellation cancellation;
  std::thread leaving([&] {
    EXPECT_TRUE(testing::comes_true([&] { return testing::sessions_where(kSleeps) == 1; }));
    cancellation.cancel();
  });
  const auto deadline = Deadline::in(60s, &cancellation);
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), deadline, [](ReadTransaction& transaction) {
      return transaction.query("SELECT pg_sleep(61)").size();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_LT(Deadline::Clock::now(), deadline.at() - 30s);
  leaving.join();
  EXPECT_TRUE(testing::comes_true([&] { return testing::sessions_where(kSleeps) == 0; }));
}

TEST_F(DatabasesTest, EndsStatementOfFailedBegin) {
  constexpr char kSleeps[] =
      "state = 'active' AND query LIKE '%SELECT pg_sleep(62)%' AND pid <> "
      "pg_backend_pid()";
  ReadOptions options;
  options.server_timeout = 0ms;
  options.first_statement = "SELECT pg_sleep(62)";
  const auto problem = problem_of([&] {
    databases_.dedicate(test_connection(), Deadline::in(400ms), [&] { return options; });
  });
  EXPECT_EQ(problem.code, ProblemCode::query_timeout);
  EXPECT_TRUE(testing::comes_true([&] { return testing::sessions_where(kSleeps) == 0; }));
}

TEST_F(DatabasesTest, SendsNoQueryAfterCancel) {
  Cancellation cancellation;
  databases_.read(test_connection(), Deadline::in(60s, &cancellation),
                  [&](ReadTransaction& transaction) {
                    cancellation.cancel();
                    EXPECT_EQ(problem_of([&] { transaction.stream("SELECT 1"); }).code,
                              ProblemCode::query_timeout);
                    EXPECT_EQ(PQtransactionStatus(transaction.session().raw()), PQTRANS_INTRANS);
                  });
}

TEST_F(DatabasesTest, ReportsLockTimeout) {
  Databases impatient(test_config([](Config& config) { config.lock_timeout = 200ms; }));
  testing::ScratchSchema schema("sources_lock");
  schema.run("CREATE TABLE locked (x int)");
  pqxx::connection holder(testing::test_database_url());
  pqxx::work lock(holder);
  lock.exec("LOCK TABLE sources_lock.locked IN ACCESS EXCLUSIVE MODE");
  const auto problem = problem_of([&] {
    impatient.read(test_connection(), soon(), [](ReadTransaction& transaction) {
      return transaction.query("SELECT * FROM sources_lock.locked").size();
    });
  });
  EXPECT_EQ(problem.code, ProblemCode::lock_timeout);
}

TEST_F(DatabasesTest, LimitsConnectionsPerConnectionString) {
  Databases small(test_config([](Config& config) { config.pool_max_per_login = 2; }));
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] {
      small.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
        const int now = ++running;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        transaction.query("SELECT pg_sleep(0.05)");
        --running;
        return 0;
      });
    });
  }
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(most, 2);
}

TEST_F(DatabasesTest, ReportsOverloadIfNoConnectionIsFree) {
  Databases small(test_config([](Config& config) { config.pool_max_per_login = 1; }));
  small.read(test_connection(), soon(), [&](ReadTransaction&) {
    const auto problem =
        problem_of([&] { small.read(test_connection(), Deadline::in(100ms), backend_of); });
    EXPECT_EQ(problem.code, ProblemCode::overloaded);
    return 0;
  });
}

TEST_F(DatabasesTest, ClosesConnectionsWhenDestroyed) {
  int backend = 0;
  {
    Databases passing(test_config());
    backend = passing.read(test_connection(), soon(), backend_of);
    EXPECT_TRUE(is_connected(backend));
  }
  // A backend exits shortly after its client has closed the connection.
  for (int tries = 0; is_connected(backend) && tries < 500; ++tries) {
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_FALSE(is_connected(backend));
}

TEST_F(DatabasesTest, VerifyReturnsServerInfo) {
  const auto info = verify_database(databases_, test_connection(), soon());
  EXPECT_EQ(info.database, test_connection().database());
  EXPECT_EQ(info.user, test_connection().user());
  EXPECT_TRUE(info.superuser);
  EXPECT_FALSE(info.standby);
  EXPECT_FALSE(info.version.empty());
  EXPECT_GT(info.latency.count(), 0);
  std::vector<std::string> codes;
  for (const auto& warning : info.warnings) codes.push_back(warning.code);
  EXPECT_NE(std::find(codes.begin(), codes.end(), "superuser"), codes.end());
}

TEST(StatementWithBegin, IsSentWithBegin) {
  std::string begin;
  const testing::FakeServer server([&begin](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, testing::message::session());
    begin = testing::receive(socket_fd);
    testing::send_all(socket_fd, testing::message::complete("BEGIN") + testing::message::ready());
    while (!testing::receive(socket_fd).empty()) {
      testing::send_all(socket_fd,
                        testing::message::complete("ROLLBACK") + testing::message::ready('I'));
    }
  });
  Databases databases(testing::test_config());
  ReadOptions options;
  options.first_statement = "SELECT 'the first'";
  databases.read(
      testing::local_connection(server.port(), "?sslmode=disable"), testing::soon(),
      [&](ReadTransaction& transaction) { transaction.ensure_executed(options.first_statement); },
      options);
  EXPECT_NE(begin.find("BEGIN ISOLATION LEVEL"), std::string::npos);
  EXPECT_NE(begin.find("SELECT 'the first'"), std::string::npos);
}

TEST(Rollback, IsAwaitedByNextTransactionOnly) {
  std::atomic<bool> first_has_returned = false;
  std::atomic<int> connections = 0;
  const testing::FakeServer server([&](int socket_fd) {
    ++connections;
    testing::receive(socket_fd);
    testing::send_all(socket_fd, testing::message::session());
    testing::receive(socket_fd);
    testing::send_all(socket_fd, testing::message::complete("BEGIN") + testing::message::ready());
    EXPECT_NE(testing::receive(socket_fd).find("ROLLBACK"), std::string::npos);
    EXPECT_TRUE(testing::comes_true([&] { return first_has_returned.load(); }));
    testing::send_all(socket_fd,
                      testing::message::complete("ROLLBACK") + testing::message::ready('I'));
    EXPECT_NE(testing::receive(socket_fd).find("BEGIN"), std::string::npos);
    testing::send_all(socket_fd, testing::message::complete("BEGIN") + testing::message::ready());
    testing::drain(socket_fd);
  });
  Databases databases(test_config());
  const auto connection = testing::local_connection(server.port(), "?sslmode=disable");
  databases.read(connection, soon(), [](ReadTransaction&) {});
  first_has_returned = true;
  databases.read(connection, soon(), [](ReadTransaction&) {});
  EXPECT_EQ(connections, 1);
}

TEST(StatementWithBegin, ReportsErrorWhenUsed) {
  Databases databases(testing::test_config());
  ReadOptions options;
  options.first_statement = "SELECT 1 / 0";
  databases.read(
      testing::test_connection(), testing::soon(),
      [&](ReadTransaction& transaction) {
        EXPECT_EQ(testing::problem_of([&] {
                    transaction.ensure_executed(options.first_statement);
                  }).sqlstate,
                  "22012");
        transaction.roll_back();
        transaction.begin();
        transaction.ensure_executed("SELECT 1");
        EXPECT_EQ(transaction.query("SELECT 1").size(), 1U);
      },
      options);
}

TEST(StatementWithBegin, ReportsErrorWithSqlStandardIntervals) {
  testing::ScratchSchema schema("sources_first");
  const testing::OddRole role(schema, "sources_first");
  Databases databases(testing::test_config());
  ReadOptions options;
  options.isolation = Isolation::repeatable_read;
  options.first_statement = "SELECT 1 / 0";
  databases.read(
      role.source(), testing::soon(),
      [&](ReadTransaction& transaction) {
        EXPECT_TRUE(transaction.sql_standard_intervals());
        EXPECT_EQ(testing::problem_of([&] {
                    transaction.ensure_executed(options.first_statement);
                  }).sqlstate,
                  "22012");
      },
      options);
}

TEST_F(DatabasesTest, PassesAnyTextToPreparedStatement) {
  for (const std::string text : {"name", "O'Neil \\' $2 \"q\"", "--\n; ROLLBACK", "größe"}) {
    databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
      const auto result = transaction.query_prepared("SELECT $1::pg_catalog.text, $2", {text, "2"});
      EXPECT_EQ(result[0][0].as<std::string>(), text);
      EXPECT_EQ(result[0][1].as<int>(), 2);
    });
  }
}

TEST_F(DatabasesTest, ReplacesSessionIfPreparedStatementIsGone) {
  const std::string statement = "SELECT $1::int + 1";
  const auto first = databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
    transaction.query_prepared(statement, {"1"});
    // One more, so that the check of the session counts as many as before.
    auto* raw = transaction.session().raw();
    const ResultHandle removed(PQexec(raw, "DEALLOCATE rowhook_0"));
    const ResultHandle added(PQprepare(raw, "another", "SELECT 1", 0, nullptr));
    EXPECT_EQ(PQresultStatus(removed.get()), PGRES_COMMAND_OK);
    EXPECT_EQ(PQresultStatus(added.get()), PGRES_COMMAND_OK);
    return backend_of(transaction);
  });
  const auto problem = problem_of([&] {
    databases_.read(test_connection(), soon(), [&](ReadTransaction& transaction) {
      EXPECT_EQ(backend_of(transaction), first);
      transaction.query_prepared(statement, {"1"});
    });
  });
  EXPECT_EQ(problem.sqlstate, "26000");
  EXPECT_NE(databases_.read(test_connection(), soon(), backend_of), first);
}

}  // namespace
}  // namespace rowhook
