#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

#include "catalog/relations.h"
#include "postgres/connect.h"
#include "postgres/row_stream.h"
#include "support/fake_postgres.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::after_login;
using testing::FakeServer;
using testing::local_connection;
using testing::problem_of;
namespace message = testing::message;

std::chrono::milliseconds cpu_time() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return std::chrono::seconds(usage.ru_utime.tv_sec) +
         std::chrono::milliseconds(usage.ru_utime.tv_usec / 1000);
}

/// Sessions with a server that completes a login without TLS and then misbehaves.
class HostileServer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { std::signal(SIGPIPE, SIG_IGN); }

  template <class Work>
  Problem problem_with(const FakeServer& server, Work&& work,
                       const Deadline& deadline = testing::soon()) {
    const auto source = local_connection(server.port(), "?sslmode=disable");
    Databases databases(testing::test_config());
    const auto problem = problem_of([&] { databases.read(source, deadline, work); });
    for (const auto& text : {problem.detail, problem.hint, std::string(problem.what())}) {
      EXPECT_EQ(text.find("canary"), std::string::npos) << text;
    }
    databases.read(testing::test_connection(), testing::soon(), read_one);
    return problem;
  }

  static std::size_t read_one(ReadTransaction& transaction) {
    return transaction.query("SELECT 1").size();
  }
};

TEST_F(HostileServer, DropsNotices) {
  const FakeServer server(after_login([](int socket_fd) {
    for (int i = 0; i < 20'000; ++i) {
      testing::send_all(socket_fd, message::report('N', "00000", "canary <script>\x1b[31m"));
    }
    testing::send_all(socket_fd, message::row_description() + message::row("1") +
                                     message::complete("SELECT 1") + message::ready());
  }));
  Databases databases(testing::test_config());
  EXPECT_EQ(databases.read(local_connection(server.port(), "?sslmode=disable"), testing::soon(),
                           read_one),
            1U);
}

TEST_F(HostileServer, FailsAtDeadlineDuringEndlessNotices) {
  const FakeServer server(after_login([](int socket_fd) {
    std::string notices;
    while (notices.size() < 64 * 1024) notices += message::report('N', "00000", "canary");
    // With pauses, because a fast flood exceeds the limit of bytes before the deadline.
    while (send(socket_fd, notices.data(), notices.size(), MSG_NOSIGNAL) > 0) {
      std::this_thread::sleep_for(10ms);
    }
  }));
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(problem_with(server, read_one, Deadline::in(2s)).code, ProblemCode::query_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
}

TEST_F(HostileServer, LimitsMemoryForEndlessResponse) {
  const FakeServer server(after_login([](int socket_fd) {
    testing::send_all(socket_fd, message::row_description());
    testing::send_without_end(socket_fd, message::row(std::string(1000, 'x')));
  }));
  const auto before = testing::resident_bytes();
  const auto problem = problem_with(server, read_one);
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_LT(testing::resident_bytes(), before + 400 * testing::kMegabyte);
}

TEST_F(HostileServer, RejectsRowAnnouncedAsOneGigabyte) {
  const FakeServer server(after_login([](int socket_fd) {
    testing::send_all(socket_fd, message::of('H', std::string("\0\0\1\0\0", 5)));
    testing::send_all(socket_fd, "d" + message::number(0x3fffffff));
    testing::send_without_end(socket_fd, std::string(1000, 'x'));
  }));
  const auto before = testing::resident_bytes();
  const auto problem = problem_with(server, [](ReadTransaction& transaction) {
    return transaction.stream("SELECT 1").next().has_value();
  });
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  EXPECT_LT(testing::resident_bytes(), before + 100 * testing::kMegabyte);
}

TEST_F(HostileServer, ReplacesSessionAfterEndlessRollback) {
  std::atomic<int> logins = 0;
  const FakeServer server([&](int socket_fd) {
    ++logins;
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::session());
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::complete("BEGIN") + message::ready());
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::row_description());
    testing::send_without_end(socket_fd, message::row(std::string(1000, 'x')));
  });
  const auto source = local_connection(server.port(), "?sslmode=disable");
  const auto before = testing::resident_bytes();
  Databases databases(testing::test_config());
  for (int i = 0; i < 2; ++i) databases.read(source, testing::soon(), [](ReadTransaction&) {});
  EXPECT_EQ(logins, 2);
  EXPECT_LT(testing::resident_bytes(), before + 400 * testing::kMegabyte);
}

/// Sends rows, each after this message, until the client disconnects.
FakeServer::Serve rows_between(std::function<std::string(int number)> message_before) {
  return after_login([message_before](int socket_fd) {
    testing::send_all(socket_fd, message::of('H', std::string("\0\0\1\0\0", 5)));
    const auto row = message::of('d', "1\n");
    for (int i = 0;; ++i) {
      const auto text = message_before(i) + row;
      if (send(socket_fd, text.data(), text.size(), MSG_NOSIGNAL) <= 0) return;
    }
  });
}

std::size_t rows_of(ReadTransaction& transaction) {
  std::size_t rows = 0;
  auto stream = transaction.stream("SELECT 1");
  while (stream.next()) ++rows;
  return rows;
}

TEST_F(HostileServer, LimitsParametersBetweenRows) {
  const FakeServer server(rows_between([](int number) {
    return message::parameter("p" + std::to_string(number), std::string(25'000, 'x'));
  }));
  const auto before = testing::resident_bytes();
  const auto problem = problem_with(server, rows_of);
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  EXPECT_LT(testing::resident_bytes(), before + 400 * testing::kMegabyte);
}

TEST_F(HostileServer, DiscardsNotificationsBetweenRows) {
  const FakeServer server(rows_between([](int) {
    return message::of('A', message::number(1) + message::zero_terminated("canary") +
                                message::zero_terminated(std::string(7'000, 'x')));
  }));
  const auto before = testing::resident_bytes();
  auto most = before;
  const auto problem = problem_with(server, [&](ReadTransaction& transaction) {
    auto stream = transaction.stream("SELECT 1");
    while (stream.next()) most = std::max(most, testing::resident_bytes());
  });
  // The engine stops reading after 64 MiB that are not rows.
  EXPECT_EQ(problem.code, ProblemCode::row_invalid);
  EXPECT_LT(most, before + 30 * testing::kMegabyte);
}

TEST_F(HostileServer, ReplacesSessionAfterUnexpectedMessages) {
  const auto notification = message::of(
      'A', message::number(1) + message::zero_terminated("x") + message::zero_terminated("y"));
  const auto parameters = [] {
    std::string text;
    for (int i = 0; i < 1'000; ++i) {
      text += message::parameter("p" + std::to_string(i), std::string(25'000, 'x'));
    }
    return text;
  }();
  for (const auto& extra : {notification, parameters}) {
    std::atomic<int> logins = 0;
    const FakeServer server([&](int socket_fd) {
      ++logins;
      after_login([&](int fd) {
        testing::send_all(fd, extra + message::row_description() + message::row("1") +
                                  message::complete("SELECT 1") + message::ready());
      })(socket_fd);
    });
    Databases databases(testing::test_config());
    const auto source = local_connection(server.port(), "?sslmode=disable");
    EXPECT_EQ(databases.read(source, testing::soon(), read_one), 1U);
    EXPECT_EQ(databases.read(source, testing::soon(), read_one), 1U);
    EXPECT_EQ(logins, 2);
  }
}

TEST_F(HostileServer, ReportsConnectionLostOnSecondCopy) {
  const auto copy_out = message::of('H', std::string("\0\0\1\0\0", 5));
  const FakeServer server(after_login([&](int socket_fd) {
    testing::send_all(socket_fd, copy_out + message::of('d', "1\n") + message::of('c', "") +
                                     message::complete("COPY 1") + copy_out);
  }));
  const auto problem = problem_with(server, [](ReadTransaction& transaction) {
    auto stream = transaction.stream("SELECT 1");
    while (stream.next()) {
    }
  });
  EXPECT_EQ(problem.code, ProblemCode::connection_lost);
}

TEST_F(HostileServer, ReadsTlsRecordLargerThanLibpqBuffer) {
  const std::string value(16'000, 'x');
  const FakeServer server([&](int socket_fd) {
    testing::Wire wire(socket_fd);
    wire.encrypt();
    wire.receive();
    wire.send(message::session());
    wire.receive();
    wire.send(message::complete("BEGIN") + message::ready());
    wire.receive();
    const auto row = message::of('d', value + '\n');
    wire.send(message::of('H', std::string("\0\0\1\0\0", 5)) + row.substr(0, 8'000));
    wire.send(row.substr(8'000) + message::report('N', "00000", std::string(7'900, 'n')) +
              message::of('c', "") + message::complete("COPY 1") + message::ready());
    wire.receive();
    wire.send(message::complete("ROLLBACK") + message::ready('I'));
    wire.receive();
  });
  Databases databases(testing::test_config());
  const auto rows = databases.read(local_connection(server.port(), "?sslmode=require"),
                                   testing::soon(), [](ReadTransaction& transaction) {
                                     auto stream = transaction.stream("SELECT 1");
                                     std::vector<std::string> lines;
                                     while (const auto line = stream.next())
                                       lines.emplace_back(*line);
                                     return lines;
                                   });
  EXPECT_EQ(rows, std::vector<std::string>{value});
}

TEST_F(HostileServer, RejectsUnexpectedCatalogResponse) {
  const FakeServer server(after_login([](int socket_fd) {
    testing::send_all(socket_fd, message::row_description() + message::row("1") +
                                     message::complete("SELECT 1") + message::ready());
  }));
  const auto problem = problem_with(
      server, [](ReadTransaction& transaction) { return list_relations(transaction, false); });
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
}

TEST_F(HostileServer, TreatsUnexpectedResponseAsChangedSettings) {
  const auto end = message::complete("SELECT 1") + message::ready();
  const auto no_columns =
      message::of('T', std::string(2, '\0')) + message::of('D', std::string(2, '\0'));
  for (const auto& answer : {no_columns, message::row_description() + message::row("canary")}) {
    const FakeServer server(after_login([&](int socket_fd) {
      testing::send_all(socket_fd, message::of('H', std::string("\0\0\1\0\0", 5)) +
                                       message::of('d', "1\n") + message::of('c', "") +
                                       message::complete("COPY 1") + message::ready());
      testing::receive(socket_fd);
      testing::send_all(socket_fd, answer + end);
    }));
    Databases databases(testing::test_config());
    const auto source = local_connection(server.port(), "?sslmode=disable");
    EXPECT_TRUE(databases.read(source, testing::soon(), [](ReadTransaction& transaction) {
      auto stream = transaction.stream("SELECT 1");
      while (stream.next()) {
      }
      return stream.settings_changed();
    }));
  }
}

TEST_F(HostileServer, DoesNotRepeatServerMessage) {
  const FakeServer server(after_login([](int socket_fd) {
    testing::send_all(
        socket_fd, message::report('E', "22012", "canary <script>\x1b[31m") + message::ready('E'));
  }));
  const auto problem = problem_with(server, read_one);
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_EQ(problem.sqlstate, "22012");
}

TEST_F(HostileServer, DoesNotRepeatInvalidSqlstate) {
  const FakeServer server(after_login([](int socket_fd) {
    testing::send_all(socket_fd, message::report('E', "<canary>", "canary") + message::ready('E'));
  }));
  const auto problem = problem_with(server, read_one);
  EXPECT_EQ(problem.sqlstate.value_or("").find("canary"), std::string::npos);
}

TEST_F(HostileServer, ReportsConnectionLostAfterLogin) {
  const FakeServer server([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::session());
  });
  for (int i = 0; i < 50; ++i) {
    Databases databases(testing::test_config());
    const auto source = local_connection(server.port(), "?sslmode=disable");
    EXPECT_EQ(problem_of([&] { databases.read(source, testing::soon(), read_one); }).code,
              ProblemCode::connection_lost);
  }
}

TEST_F(HostileServer, RejectsServersOlderThanPostgres13) {
  for (const auto* version : {"12.20", "8.0.2", "1.23/bouncer", ""}) {
    const FakeServer server([version](int socket_fd) {
      testing::receive(socket_fd);
      testing::send_all(socket_fd, message::session(version));
      testing::drain(socket_fd);
    });
    const auto problem = problem_with(server, read_one);
    EXPECT_EQ(problem.code, ProblemCode::query_failed) << version;
    EXPECT_NE(problem.detail.find("Postgres 13"), std::string::npos) << problem.detail;
  }
}

TEST_F(HostileServer, RejectsEndlessLogin) {
  const FakeServer server([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::authentication(0));
    for (int i = 0; i < 1'000'000; ++i) {
      const auto text = message::parameter("p" + std::to_string(i), std::string(1000, 'x'));
      if (send(socket_fd, text.data(), text.size(), MSG_NOSIGNAL) <= 0) return;
    }
  });
  const auto before = testing::resident_bytes();
  EXPECT_EQ(problem_with(server, read_one).code, ProblemCode::not_postgres);
  EXPECT_LT(testing::resident_bytes(), before + 20 * testing::kMegabyte);
}

TEST_F(HostileServer, LimitsScramIterationsWithAndWithoutTls) {
  for (const bool encrypted : {false, true}) {
    SCOPED_TRACE(encrypted ? "under TLS" : "in the clear");
    const FakeServer server([encrypted](int socket_fd) {
      testing::Wire wire(socket_fd);
      if (encrypted) wire.encrypt();
      testing::ask_for_iterations(wire, "2147483647");
    });
    const auto source =
        local_connection(server.port(), encrypted ? "?sslmode=require" : "?sslmode=disable");
    const auto cpu_before = cpu_time();
    Databases databases(testing::test_config());
    const auto problem = problem_of([&] { databases.read(source, testing::soon(), read_one); });
    EXPECT_EQ(problem.code, ProblemCode::login_refused);
    EXPECT_NE(problem.detail.find("SCRAM"), std::string::npos) << problem.detail;
    EXPECT_LT(cpu_time() - cpu_before, 500ms);
  }
}

TEST_F(HostileServer, AcceptsScramIterationsWithinLimit) {
  std::string proof;
  {
    const FakeServer server([&proof](int socket_fd) {
      testing::Wire wire(socket_fd);
      wire.encrypt();
      wire.receive();
      wire.send(message::authentication(10, std::string("SCRAM-SHA-256\0\0", 15)));
      const auto first = wire.receive();
      wire.send(message::authentication(
          11, first.substr(std::min(first.find("r="), first.size())) + "x,s=c2FsdA==,i=100000"));
      proof = wire.receive();
      wire.send(message::report('E', "28P01", "no"));
    });
    const auto source = local_connection(server.port(), "?sslmode=require");
    Databases databases(testing::test_config());
    const auto problem = problem_of([&] { databases.read(source, testing::soon(), read_one); });
    EXPECT_EQ(problem.code, ProblemCode::authentication_failed);
  }
  EXPECT_NE(proof.find(",p="), std::string::npos) << proof;
}

/// Sends a text in TLS records of this size.
void send_in_records(testing::Wire& wire, const std::string& text, std::size_t size) {
  for (std::size_t at = 0; at < text.size(); at += size) wire.send(text.substr(at, size));
}

TEST_F(HostileServer, FollowsLoginSplitAcrossTlsRecords) {
  for (const std::size_t size : {1U, 5U, 9U, 30U}) {
    SCOPED_TRACE(size);
    std::string proof;
    {
      const FakeServer server([&proof, size](int socket_fd) {
        testing::Wire wire(socket_fd);
        wire.encrypt();
        wire.receive();
        send_in_records(wire, message::authentication(10, std::string("SCRAM-SHA-256\0\0", 15)),
                        size);
        const auto first = wire.receive();
        send_in_records(
            wire,
            message::authentication(
                11, first.substr(std::min(first.find("r="), first.size())) + "x,s=c2FsdA==,i=4096"),
            size);
        proof = wire.receive();
        send_in_records(wire, message::report('E', "28P01", "no"), size);
      });
      const auto source = local_connection(server.port(), "?sslmode=require");
      Databases databases(testing::test_config());
      const auto problem = problem_of([&] { databases.read(source, testing::soon(), read_one); });
      EXPECT_EQ(problem.code, ProblemCode::authentication_failed) << problem.detail;
    }
    EXPECT_NE(proof.find(",p="), std::string::npos) << proof;
  }
}

TEST_F(HostileServer, RunsQueryAfterSplitLogin) {
  const FakeServer server([](int socket_fd) {
    testing::Wire wire(socket_fd);
    wire.encrypt();
    wire.receive();
    send_in_records(wire, message::session(), 3);
    wire.receive();
    wire.send(message::complete("BEGIN") + message::ready());
    wire.receive();
    wire.send(message::row_description() + message::row("1") + message::complete("SELECT 1") +
              message::ready());
    while (!wire.receive().empty()) {
      wire.send(message::complete("ROLLBACK") + message::ready('I'));
    }
  });
  Databases databases(testing::test_config());
  const auto source = local_connection(server.port(), "?sslmode=require");
  const auto value = databases.read(source, testing::soon(), [](ReadTransaction& transaction) {
    return std::string(transaction.query("SELECT 1")[0][0].c_str());
  });
  EXPECT_EQ(value, "1");
}

// libpq reads all received TLS records, so the engine must see the iterations before libpq does.
TEST_F(HostileServer, LimitsScramIterationsInLaterTlsRecord) {
  for (const std::size_t size : {1U, 20U, 60U}) {
    SCOPED_TRACE(size);
    const FakeServer server([size](int socket_fd) {
      testing::Wire wire(socket_fd);
      wire.encrypt();
      wire.receive();
      wire.send(message::authentication(10, std::string("SCRAM-SHA-256\0\0", 15)));
      const auto first = wire.receive();
      const auto nonce = first.substr(std::min(first.find("r="), first.size()));
      send_in_records(wire, message::authentication(11, nonce + "x,s=c2FsdA==,i=2147483647"), size);
      wire.receive();
    });
    const auto cpu_before = cpu_time();
    Databases databases(testing::test_config());
    const auto source = local_connection(server.port(), "?sslmode=require");
    const auto problem = problem_of([&] { databases.read(source, testing::soon(), read_one); });
    EXPECT_EQ(problem.code, ProblemCode::login_refused) << problem.detail;
    EXPECT_NE(problem.detail.find("SCRAM"), std::string::npos) << problem.detail;
    EXPECT_LT(cpu_time() - cpu_before, 500ms);
  }
}

}  // namespace
}  // namespace rowhook
