#include <gtest/gtest.h>
#include <poll.h>

#include <array>
#include <string>
#include <thread>

#include "postgres/verify.h"
#include "support/fake_postgres.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
namespace message = testing::message;
using testing::FakeServer;

// PgBouncer gives its clients random process ids.
constexpr std::uint32_t kNoProcess = 0x9abcdef0;

/// Accepts every login and replies to the first statement with `reply`.
FakeServer::Serve replying_to_begin(std::uint32_t process, std::function<void(int)> reply) {
  return [process, reply = std::move(reply)](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::session("17.0", process));
    testing::receive(socket_fd);
    reply(socket_fd);
  };
}

Problem problem_behind(const FakeServer& server) {
  Databases databases(testing::test_config());
  const auto source = testing::local_connection(server.port(), "?sslmode=disable");
  return testing::problem_of([&] { verify_database(databases, source, Deadline::in(1500ms)); });
}

TEST(Pooler, ReportsPoolInUseIfSilentAfterLogin) {
  const FakeServer server(replying_to_begin(kNoProcess, testing::drain));
  const auto problem = problem_behind(server);
  EXPECT_EQ(problem.code, ProblemCode::overloaded);
  EXPECT_NE(problem.detail.find("pool"), std::string::npos) << problem.detail;
}

TEST(Pooler, ReportsTimeoutIfProcessIdIsPlausible) {
  const FakeServer server(replying_to_begin(4711, testing::drain));
  EXPECT_EQ(problem_behind(server).code, ProblemCode::query_timeout);
}

TEST(Pooler, ReportsPoolInUseOnErrorAfterWait) {
  const FakeServer server(replying_to_begin(4711, [](int socket_fd) {
    std::this_thread::sleep_for(700ms);
    testing::send_all(socket_fd, message::fatal("08P01", "query_wait_timeout"));
  }));
  EXPECT_EQ(problem_behind(server).code, ProblemCode::overloaded);
}

TEST(Pooler, ExplainsStatementPooling) {
  const FakeServer server(replying_to_begin(kNoProcess, [](int socket_fd) {
    testing::send_all(socket_fd, message::complete("BEGIN") + message::complete("SET") +
                                     message::fatal("08P01",
                                                    "transaction blocks not allowed in statement "
                                                    "pooling mode"));
  }));
  const auto problem = problem_behind(server);
  EXPECT_EQ(problem.code, ProblemCode::query_failed);
  EXPECT_NE(problem.hint.find("session or transaction pooling"), std::string::npos) << problem.hint;
}

TEST(Pooler, ReplacesConnectionClosedWhileIdle) {
  const FakeServer server([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::session("17.0", kNoProcess));
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::complete("BEGIN") + message::ready());
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::complete("ROLLBACK") + message::ready('I'));
    testing::send_all(socket_fd, message::fatal("08P01", "client_idle_timeout"));
  });
  Databases databases(testing::test_config());
  const auto source = testing::local_connection(server.port(), "?sslmode=disable");
  for (int i = 0; i < 3; ++i) {
    databases.read(source, Deadline::in(5s), [](ReadTransaction&) { return 0; });
    std::this_thread::sleep_for(20ms);
  }
}

// PgBouncer does not forward a cancel request if the connection that it is for has been closed.
TEST(Pooler, KeepsConnectionUntilCancelRequestEnds) {
  bool closed_before = false;
  {
    int connection = -1;
    const FakeServer server([&](int socket_fd) {
      testing::receive(socket_fd);
      if (connection < 0) {
        testing::send_all(socket_fd, message::session());
        testing::receive(socket_fd);
        testing::send_all(socket_fd, message::complete("BEGIN") + message::ready());
        testing::receive(socket_fd);
        connection = dup(socket_fd);
        return;
      }
      std::array<pollfd, 2> both{{{socket_fd, POLLRDHUP, 0}, {connection, POLLRDHUP, 0}}};
      poll(both.data(), both.size(), -1);
      closed_before = both[0].revents == 0;
      close(connection);
    });
    Databases databases(testing::test_config());
    Cancellation cancellation;
    const auto read =
        databases.dedicate(testing::local_connection(server.port(), "?sslmode=disable"),
                           Deadline::in(60s, &cancellation), [] { return ReadOptions{}; });
    const auto stream = read->transaction().stream("SELECT 1");
    read->request_cancel();
    cancellation.cancel();
  }
  EXPECT_FALSE(closed_before);
}

}  // namespace
}  // namespace rowhook
