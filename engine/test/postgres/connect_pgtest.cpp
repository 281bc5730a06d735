#include <fcntl.h>
#include <gtest/gtest.h>

#include "postgres/connect.h"
#include "postgres/login.h"
#include "support/fake_server.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::FakeServer;
using testing::local_connection;
using testing::problem_of;

const ConnectSettings kConnectSettings{AddressPolicy({}, {}), 5s, std::nullopt};

Problem refusal(const ConnectionString& connection, std::chrono::milliseconds budget = 10s) {
  auto problem = problem_of([&] { connect(connection, kConnectSettings, Deadline::in(budget)); });
  for (const auto& text : {problem.detail, problem.hint, std::string(problem.what())}) {
    EXPECT_EQ(text.find("canary"), std::string::npos) << text;
  }
  EXPECT_TRUE(problem.understood.has_value());
  return problem;
}

/// A server that replies to the first message of a connection with `reply` and then only reads.
FakeServer::Serve replying(std::string reply) {
  return [reply = std::move(reply)](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, reply);
    testing::drain(socket_fd);
  };
}

std::string error_message(const std::string& sqlstate, const std::string& words) {
  std::string fields = "SFATAL";
  fields += '\0';
  fields += "VFATAL";
  fields += '\0';
  fields += "C" + sqlstate;
  fields += '\0';
  fields += "M" + words;
  fields += '\0';
  fields += '\0';
  const auto size = static_cast<char>(fields.size() + 4);
  return std::string("E\0\0\0", 4) + size + fields;
}

TEST(Connect, LogsIn) {
  const auto connection = connect(testing::test_connection(), kConnectSettings, testing::soon());
  EXPECT_EQ(PQstatus(connection.get()), CONNECTION_OK);
  EXPECT_STREQ(PQparameterStatus(connection.get(), "application_name"), "rowhook");
}

TEST(Connect, ReportsWrongPassword) {
  const auto source = ConnectionString::parse(testing::test_database_url(), "canary");
  const auto problem = refusal(source);
  EXPECT_EQ(problem.code, ProblemCode::authentication_failed);
  EXPECT_EQ(problem.sqlstate, "28P01");
  EXPECT_EQ(problem.understood->user, source.user());
}

TEST(Connect, ReportsMissingPassword) {
  const auto problem = refusal(ConnectionString::parse(testing::test_database_url(), ""));
  EXPECT_EQ(problem.code, ProblemCode::authentication_failed);
  EXPECT_EQ(problem.sqlstate, std::nullopt);
}

TEST(Connect, ReportsUnknownDatabase) {
  const auto server = testing::test_connection();
  const auto url = testing::url_for(server.user(), "x", "no_such_database");
  const auto problem = refusal(ConnectionString::parse(url, server.password()));
  EXPECT_EQ(problem.code, ProblemCode::database_not_found);
}

TEST(Connect, ReportsUnknownHost) {
  const auto source = ConnectionString::parse("postgres://u:canary@no-such-host.invalid/d");
  EXPECT_EQ(refusal(source).code, ProblemCode::dns_failed);
}

TEST(Connect, ReportsRefusedConnection) {
  int free_port = 0;
  {
    const FakeServer closed(nullptr);
    free_port = closed.port();
  }
  EXPECT_EQ(refusal(local_connection(free_port)).code, ProblemCode::connect_refused);
}

TEST(Connect, ReportsMissingRoute) {
  // The system refuses TCP to a multicast address itself, on any network.
  const auto problem = problem_of([] {
    log_in({local_connection(5432), parse_address("224.0.0.1").value(), SslMode::disable, ""},
           testing::soon());
  });
  EXPECT_EQ(problem.code, ProblemCode::connect_refused);
  EXPECT_NE(problem.detail.find("no network route"), std::string::npos) << problem.detail;
}

TEST(Connect, TimesOutIfHostDoesNotRespond) {
  // With a full backlog, Linux drops connection requests silently.
  const FakeServer full(nullptr, 0);
  std::vector<int> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(full.port()));
    connect(waiting.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  const auto started = std::chrono::steady_clock::now();
  const auto problem = refusal(local_connection(full.port()), 500ms);
  EXPECT_EQ(problem.code, ProblemCode::connect_timeout);
  EXPECT_NE(problem.detail.find("does not respond"), std::string::npos) << problem.detail;
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
  for (const int socket_fd : waiting) close(socket_fd);
}

TEST(Connect, TimesOutIfServerSendsNothing) {
  const FakeServer silent(testing::drain);
  const auto problem = refusal(local_connection(silent.port()), 500ms);
  EXPECT_EQ(problem.code, ProblemCode::connect_timeout);
  EXPECT_NE(problem.detail.find("stopped responding"), std::string::npos) << problem.detail;
}

TEST(Connect, ReportsConnectionClosedByServer) {
  const FakeServer closing([](int) {});
  EXPECT_EQ(refusal(local_connection(closing.port())).code, ProblemCode::connection_lost);
}

TEST(Connect, TimesOutAfterAuthentication) {
  const FakeServer half([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, std::string("R\0\0\0\x08\0\0\0\0", 9));
    testing::drain(socket_fd);
  });
  EXPECT_EQ(refusal(local_connection(half.port(), "?sslmode=disable"), 500ms).code,
            ProblemCode::connect_timeout);
}

TEST(Connect, RecognizesOtherProtocols) {
  const std::vector<std::pair<const char*, FakeServer::Serve>> speakers{
      {"HTTP", replying("HTTP/1.1 400 Bad Request\r\n\r\n")},
      {"SSH",
       [](int socket_fd) {
         testing::send_all(socket_fd, "SSH-2.0-OpenSSH_9.2\r\n");
         testing::drain(socket_fd);
       }},
      {"Redis", replying("-ERR unknown command\r\n")}};
  for (const auto& [name, serve] : speakers) {
    SCOPED_TRACE(name);
    const FakeServer server(serve);
    EXPECT_EQ(refusal(local_connection(server.port()), 4s).code, ProblemCode::not_postgres);
    EXPECT_EQ(refusal(local_connection(server.port(), "?sslmode=disable"), 4s).code,
              ProblemCode::not_postgres);
  }
}

TEST(Connect, ReportsDeclinedTls) {
  const FakeServer server(replying("N"));
  const auto problem = refusal(local_connection(server.port(), "?sslmode=require"));
  EXPECT_EQ(problem.code, ProblemCode::tls_failed);
  EXPECT_NE(problem.detail.find("does not offer"), std::string::npos) << problem.detail;
  const auto bound = refusal(local_connection(server.port(), "?channel_binding=require"));
  EXPECT_EQ(bound.code, ProblemCode::tls_failed);
  EXPECT_NE(bound.hint.find("channel_binding"), std::string::npos) << bound.hint;
}

TEST(Connect, ReportsFailedTlsHandshake) {
  const FakeServer server([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, "S");
    testing::receive(socket_fd);
    testing::send_all(socket_fd, "this is no TLS at all");
  });
  EXPECT_EQ(refusal(local_connection(server.port())).code, ProblemCode::tls_failed);
}

TEST(Connect, ClassifiesLoginErrors) {
  const std::vector<std::pair<std::string, ProblemCode>> cases{
      {"28000", ProblemCode::tls_required},         {"53300", ProblemCode::database_busy},
      {"57P03", ProblemCode::database_unavailable}, {"08P01", ProblemCode::login_refused},
      {"3D000", ProblemCode::database_not_found},   {"42501", ProblemCode::permission_denied}};
  for (const auto& [state, code] : cases) {
    const FakeServer server(replying(error_message(state, "canary <script>\x1b[31m")));
    const auto problem = refusal(local_connection(server.port(), "?sslmode=disable"));
    EXPECT_EQ(problem.code, code) << state;
    EXPECT_EQ(problem.sqlstate, state);
  }
}

TEST(Connect, RejectsForbiddenAddressInAnyNotation) {
  for (const auto* host : {"169.254.169.254", "2852039166", "0xa9fea9fe", "[::ffff:a9fe:a9fe]"}) {
    const auto source = ConnectionString::parse("postgres://u:canary@" + std::string(host) + "/d");
    EXPECT_EQ(refusal(source).code, ProblemCode::host_not_allowed) << host;
  }
}

}  // namespace
}  // namespace rowhook
