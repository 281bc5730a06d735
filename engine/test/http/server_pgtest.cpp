#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "http/server.h"
#include "support/engine_process.h"
#include "support/fake_server.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::EngineProcess;

std::vector<std::string> environment(std::vector<std::string> more = {}) {
  more.push_back("ENGINE_PORT=0");
  more.push_back(std::string("ENGINE_TOKEN=") + testing::kEngineToken);
  return more;
}

class ServerTest : public ::testing::Test {
 protected:
  // The client keeps writing after the server has closed the connection.
  static void SetUpTestSuite() { std::signal(SIGPIPE, SIG_IGN); }

  httplib::Result post(const std::string& path, const std::string& body,
                       const httplib::Headers& more = {}) {
    httplib::Client client("127.0.0.1", port_);
    httplib::Headers headers{{"Authorization", std::string("Bearer ") + testing::kEngineToken}};
    headers.insert(more.begin(), more.end());
    return client.Post(path, headers, body, "application/json");
  }

  Json post_ok(const std::string& path, const Json& body) {
    const auto response = post(path, body.dump());
    EXPECT_TRUE(response) << path;
    EXPECT_EQ(response->status, 200) << response->body;
    return Json::parse(response->body);
  }

  EngineProcess engine_{environment({"REQUEST_TIMEOUT_MS=5000", "CONNECT_TIMEOUT_MS=1000"})};
  int port_ = engine_.port();
};

void expect_problem(const httplib::Result& response, ProblemCode code) {
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, kind_of(code).status);
  EXPECT_EQ(response->get_header_value("Content-Type"), "application/problem+json");
  const auto problem = Json::parse(response->body);
  EXPECT_EQ(problem.at("code"), to_string(code));
  EXPECT_EQ(problem.at("requestId"), response->get_header_value("X-Request-Id"));
  EXPECT_FALSE(response->has_header("EXCEPTION_WHAT"));
}

/// Sends the engine at `port` a verify request for the server at `source_port`.
httplib::Result verify_at(int port, int source_port) {
  httplib::Client client("127.0.0.1", port);
  return client.Post(
      "/v1/verify", {{"Authorization", std::string("Bearer ") + testing::kEngineToken}},
      R"({"connectionString":"postgres://u:p@127.0.0.1:)" + std::to_string(source_port) + R"(/d"})",
      "application/json");
}

/// A server that accepts a connection and sends nothing.
class SilentPostgres {
 public:
  int port() const { return server_.port(); }
  void wait_for_connection() const {
    EXPECT_TRUE(testing::comes_true([&] { return connected_.load(); }));
  }

 private:
  std::atomic<bool> connected_ = false;
  testing::FakeServer server_{[this](int socket_fd) {
    connected_ = true;
    testing::drain(socket_fd);
  }};
};

TEST_F(ServerTest, VerifiesConnection) {
  const auto response = post_ok("/v1/verify", {{"connectionString", testing::test_database_url()}});
  const auto source = testing::test_connection();
  EXPECT_EQ(response["server"]["database"], source.database());
  EXPECT_EQ(response["server"]["superuser"], true);
  EXPECT_EQ(response["understood"]["host"], source.host());
  EXPECT_EQ(response["understood"]["port"], source.port());
  EXPECT_FALSE(response["warnings"].empty());
}

TEST_F(ServerTest, RejectsSecondEngineOnSamePort) {
  auto settings = environment();
  settings.front() = "ENGINE_PORT=" + std::to_string(port_);
  const EngineProcess second(settings);
  EXPECT_TRUE(testing::comes_true([&] {
    return second.output().find("in use") != std::string::npos;
  })) << second.output();
}

TEST_F(ServerTest, ListsAndDescribesRelations) {
  testing::ScratchSchema schema("server_tests");
  schema.run("CREATE TABLE t (id bigint PRIMARY KEY, tags text[]); COMMENT ON TABLE t IS 'c'");
  const auto list = post_ok("/v1/relations", {{"connectionString", testing::test_database_url()}});
  const Json line{{"schema", "server_tests"}, {"name", "t"},
                  {"kind", "table"},          {"partitionOf", nullptr},
                  {"inheritsFrom", nullptr},  {"estimatedRows", nullptr},
                  {"comment", "c"},           {"readable", true}};
  const auto& relations = list["relations"];
  EXPECT_NE(std::find(relations.begin(), relations.end(), line), relations.end());

  const auto detail =
      post_ok("/v1/relation", {{"connectionString", testing::test_database_url()},
                               {"relation", {{"schema", "server_tests"}, {"name", "t"}}}});
  EXPECT_EQ(detail["primaryKey"], Json({"id"}));
  EXPECT_EQ(detail["columns"][0]["type"], "bigint");
  EXPECT_EQ(detail["columns"][0]["jsonType"], "number");
  EXPECT_EQ(detail["columns"][0]["casts"], Json({"string"}));
  EXPECT_EQ(detail["columns"][1]["jsonType"], "array");
  EXPECT_EQ(detail["columns"][1]["position"], 2);
}

TEST_F(ServerTest, RequiresToken) {
  httplib::Client client("127.0.0.1", port_);
  expect_problem(client.Post("/v1/verify", "{}", "application/json"), ProblemCode::unauthorized);
  expect_problem(
      client.Post("/v1/verify", {{"Authorization", "Bearer wrong"}}, "{}", "application/json"),
      ProblemCode::unauthorized);
  expect_problem(client.Get("/v1/verify"), ProblemCode::unauthorized);
}

TEST_F(ServerTest, ChecksTokenBeforeBodyArrives) {
  const int socket_fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  ASSERT_EQ(connect(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  testing::send_all(socket_fd,
                    "POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
  EXPECT_EQ(testing::receive(socket_fd).substr(0, 12), "HTTP/1.1 401");
  close(socket_fd);
}

TEST_F(ServerTest, RejectsInvalidRequests) {
  expect_problem(post("/v1/nothing", "{}"), ProblemCode::not_found);
  expect_problem(post("/v1/" + std::string(9000, 'x'), "{}"), ProblemCode::not_found);
  expect_problem(post("/v1/verify", "{"), ProblemCode::request_invalid);
  expect_problem(post("/v1/verify", "[]"), ProblemCode::request_invalid);
  expect_problem(post("/v1/verify", R"({"connectionString":"x","extra":1})"),
                 ProblemCode::request_invalid);
  expect_problem(post("/v1/verify", R"({"connectionString":"x"})"),
                 ProblemCode::connection_string_invalid);
  expect_problem(post("/v1/verify", "\"" + std::string(3 * 1024 * 1024, 'x') + "\""),
                 ProblemCode::request_too_large);
  httplib::Client client("127.0.0.1", port_);
  const httplib::Headers headers{{"Authorization", std::string("Bearer ") + testing::kEngineToken}};
  expect_problem(client.Post("/v1/verify", headers, "{}", "text/plain"),
                 ProblemCode::unsupported_media_type);
}

TEST_F(ServerTest, AcceptsParametersOfJsonContentType) {
  httplib::Client client("127.0.0.1", port_);
  const httplib::Headers headers{{"Authorization", std::string("Bearer ") + testing::kEngineToken}};
  for (const auto* type : {"Application/JSON; charset=utf-8", "application/json ; charset=utf-8"}) {
    expect_problem(client.Post("/v1/verify", headers, "{", type), ProblemCode::request_invalid);
  }
}

TEST_F(ServerTest, IgnoresRangeHeader) {
  httplib::Client client("127.0.0.1", port_);
  const httplib::Headers headers{{"Authorization", std::string("Bearer ") + testing::kEngineToken},
                                 {"Range", "bytes=0-9"}};
  expect_problem(client.Post("/v1/verify", headers, "{", "application/json"),
                 ProblemCode::request_invalid);
  const auto alive = client.Get("/healthz", {{"Range", "bytes=100-"}});
  ASSERT_TRUE(alive);
  EXPECT_EQ(alive->status, 200);
  EXPECT_EQ(alive->body, R"({"status":"ok"})");
  const auto verified = client.Post("/v1/verify", headers,
                                    Json{{"connectionString", testing::test_database_url()}}.dump(),
                                    "application/json");
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->status, 200);
  EXPECT_TRUE(Json::accept(verified->body)) << verified->body;
}

TEST_F(ServerTest, RejectsLargeBodyWithoutLength) {
  httplib::Client client("127.0.0.1", port_);
  const httplib::Headers headers{{"Authorization", std::string("Bearer ") + testing::kEngineToken}};
  const std::string piece(64 * 1024, 'x');
  int sent = 0;
  const auto response = client.Post(
      "/v1/verify", headers,
      [&](std::size_t, httplib::DataSink& sink) {
        if (++sent > 48) {
          sink.done();
          return true;
        }
        return sink.write(piece.data(), piece.size());
      },
      "application/json");
  // The server may close the connection before everything is sent, which the client reports as its
  // own error.
  if (response) expect_problem(response, ProblemCode::request_too_large);
  EXPECT_TRUE(post("/v1/nothing", "{}"));
}

TEST_F(ServerTest, ReplacesInvalidRequestIds) {
  const auto id_for = [&](const std::string& given) {
    return post("/v1/nothing", "{}", {{"X-Request-Id", given}})->get_header_value("X-Request-Id");
  };
  EXPECT_EQ(id_for("abc-1.2_3"), "abc-1.2_3");
  for (const auto& given : {std::string("with space"), std::string(65, 'x'), std::string("a\"b")}) {
    const auto id = id_for(given);
    EXPECT_NE(id, given);
    EXPECT_EQ(id.size(), 32U);
  }
}

TEST_F(ServerTest, KeepsSecretsOutOfResponsesAndLogs) {
  const auto source = testing::test_connection();
  const auto place = source.host() + ":" + std::to_string(source.port()) + "/" + source.database();
  std::string responses;
  const std::vector<std::string> strings{
      "postgres://" + source.user() + ":canary@" + place, "postgres://u:can%61ry@127.0.0.1:1/d",
      "postgres://u:canary@" + place + "?canary=1", "postgres://u:can@canary@" + place,
      "host=canary password='canary"};
  for (const auto& text : strings) {
    const auto response = post("/v1/verify", Json{{"connectionString", text}}.dump());
    ASSERT_TRUE(response);
    EXPECT_GE(response->status, 400);
    responses += response->body;
    for (const auto& [name, value] : response->headers) responses += name + value;
  }
  EXPECT_EQ(responses.find("canary"), std::string::npos) << responses;
  // The engine logs a request after it has sent the response.
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_.output().find("authentication_failed") != std::string::npos; }));
  const auto log = engine_.output();
  EXPECT_EQ(log.find("canary"), std::string::npos);
  EXPECT_EQ(log.find(testing::kEngineToken), std::string::npos);
}

TEST_F(ServerTest, ServesHealthChecksWithoutToken) {
  httplib::Client client("127.0.0.1", port_);
  EXPECT_EQ(client.Get("/healthz")->status, 200);
  EXPECT_EQ(client.Get("/readyz")->status, 200);
}

TEST_F(ServerTest, StopsOnSigterm) {
  httplib::Client client("127.0.0.1", port_);
  client.set_keep_alive(true);
  ASSERT_TRUE(client.Get("/healthz"));
  const auto started = std::chrono::steady_clock::now();
  engine_.signal(SIGTERM);
  EXPECT_EQ(engine_.wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 4500ms)
      << "an idle connection delayed the shutdown";
}

TEST(ServerProcess, FinishesRunningRequestsOnShutdown) {
  EngineProcess engine(environment({"CONNECT_TIMEOUT_MS=1000"}));
  const int port = engine.port();
  const SilentPostgres silent;
  std::thread busy(
      [&] { expect_problem(verify_at(port, silent.port()), ProblemCode::connect_timeout); });
  silent.wait_for_connection();
  engine.signal(SIGINT);
  EXPECT_EQ(engine.wait(), 0);
  busy.join();
}

TEST(ServerProcess, CancelsLongRequestsOnShutdown) {
  EngineProcess engine(environment({"CONNECT_TIMEOUT_MS=60000", "REQUEST_TIMEOUT_MS=60000"}));
  const int port = engine.port();
  const SilentPostgres silent;
  std::thread busy([&] { verify_at(port, silent.port()); });
  silent.wait_for_connection();
  const auto started = std::chrono::steady_clock::now();
  engine.signal(SIGTERM);
  EXPECT_EQ(engine.wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 30s);
  busy.join();
}

TEST(ServerProcess, ReportsOverloadImmediately) {
  EngineProcess engine(environment({"PREVIEW_MAX=1", "CONNECT_TIMEOUT_MS=1500"}));
  const int port = engine.port();
  const SilentPostgres silent;
  std::atomic<bool> ended = false;
  std::thread busy([&] {
    expect_problem(verify_at(port, silent.port()), ProblemCode::connect_timeout);
    ended = true;
  });
  silent.wait_for_connection();
  const auto response = verify_at(port, silent.port());
  EXPECT_FALSE(ended) << "it waited for the other request";
  expect_problem(response, ProblemCode::overloaded);
  EXPECT_EQ(response->get_header_value("Retry-After"), "1");
  busy.join();
}

TEST(ServerProcess, ReportsInvalidSettingsAndExits) {
  EngineProcess engine({"ENGINE_PORT=canary", "ENGINE_TOKEN=canary"});
  EXPECT_EQ(engine.wait(), 2);
  EXPECT_NE(engine.output().find("ENGINE_PORT"), std::string::npos);
  EXPECT_NE(engine.output().find("ENGINE_TOKEN"), std::string::npos);
  EXPECT_EQ(engine.output().find("canary"), std::string::npos);
}

TEST(ServerProcess, ReportsPortInUse) {
  const testing::FakeServer taken(nullptr);
  EngineProcess engine({"ENGINE_PORT=" + std::to_string(taken.port()),
                        std::string("ENGINE_TOKEN=") + testing::kEngineToken});
  EXPECT_EQ(engine.wait(), 1);
  EXPECT_NE(engine.output().find("Cannot listen on"), std::string::npos) << engine.output();
}

TEST(ServerProcess, DisablesCoreDumps) {
  // Otherwise a limit of the shell could prevent the core dump.
  rlimit most{};
  getrlimit(RLIMIT_CORE, &most);
  EngineProcess engine(environment(), {{RLIMIT_CORE, most.rlim_max}});
  engine.port();
  std::ostringstream limits;
  limits << std::ifstream("/proc/" + std::to_string(engine.pid()) + "/limits").rdbuf();
  const auto at = limits.str().find("Max core file size");
  ASSERT_NE(at, std::string::npos);
  std::istringstream line(limits.str().substr(at + std::string("Max core file size").size()));
  std::string soft;
  std::string hard;
  line >> soft >> hard;
  EXPECT_EQ(soft, "1");
  EXPECT_EQ(hard, "1");
  engine.signal(SIGABRT);
  EXPECT_EQ(engine.wait(), -SIGABRT);
  EXPECT_FALSE(engine.dumped_core());
}

TEST(ServerProcess, IgnoresPgpasswordVariable) {
  EngineProcess engine(environment({"PGPASSWORD=" + testing::test_connection().password()}));
  httplib::Client client("127.0.0.1", engine.port());
  const auto source = testing::test_connection();
  const auto url = "postgres://" + source.user() + "@" + source.host() + ":" +
                   std::to_string(source.port()) + "/" + source.database();
  expect_problem(
      client.Post("/v1/verify", {{"Authorization", std::string("Bearer ") + testing::kEngineToken}},
                  Json{{"connectionString", url}}.dump(), "application/json"),
      ProblemCode::authentication_failed);
}

}  // namespace
}  // namespace rowhook
