#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "support/engine_process.h"
#include "support/fake_server.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::EngineProcess;

/// What a client received of a streamed response.
struct Received {
  int status = 0;
  bool complete = false;  ///< whether the last chunk was received
  std::string body;
  std::string retry_after;
};

/// Exports over HTTP from an engine process.
class ExportStreamTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { std::signal(SIGPIPE, SIG_IGN); }

  ExportStreamTest() : schema_("export_stream_pgtest") {
    schema_.run(
        "CREATE TABLE large AS SELECT n AS id, repeat('x', 500) AS v "
        "FROM generate_series(1, 40000) n");
    schema_.run(
        "CREATE VIEW slow AS SELECT n AS id, 'x' AS v FROM generate_series(1, 600) n, "
        "LATERAL pg_sleep(CASE WHEN n > 1 THEN 0.1 ELSE 0 END)");
    schema_.run("CREATE VIEW sleeping AS SELECT 1 AS id, 'x' AS v FROM pg_sleep(60)");
    schema_.run(
        "CREATE VIEW failing AS SELECT 1 / (n - 999) AS id, 'x' AS v "
        "FROM generate_series(1, 2000) n");
  }

  std::string body(const std::string& relation, const Json& more = Json::object()) const {
    Json body{{"connectionString", testing::test_database_url()},
              {"relation", {{"schema", schema_.name()}, {"name", relation}}},
              {"mapping", Json::parse(R"({"version": 1, "fields": [
                   {"to": "id", "column": "id"}, {"to": "v", "column": "v"}]})")}};
    body.update(more);
    return body.dump();
  }

  Received post_export(const std::string& relation,
                       const std::function<void(std::size_t)>& on_bytes = {},
                       const Json& more = Json::object()) const {
    httplib::Client client("127.0.0.1", port_);
    client.set_read_timeout(20s);
    httplib::Request request;
    request.method = "POST";
    request.path = "/v1/export";
    request.headers = {{"Authorization", std::string("Bearer ") + testing::kEngineToken},
                       {"X-Request-Id", "sent"},
                       {"Content-Type", "application/json"}};
    request.body = body(relation, more);
    Received received;
    request.response_handler = [&](const httplib::Response& response) {
      received.status = response.status;
      received.retry_after = response.get_header_value("Retry-After");
      return true;
    };
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t,
                                   std::uint64_t) {
      received.body.append(data, size);
      if (on_bytes) on_bytes(received.body.size());
      return true;
    };
    received.complete = static_cast<bool>(client.send(request));
    return received;
  }

  /// Sends the request over a socket that nothing reads from.
  int send_request(const std::string& relation, const std::string& version = "HTTP/1.1") const {
    const int socket_fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    EXPECT_EQ(connect(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const auto text = body(relation);
    testing::send_all(socket_fd,
                      "POST /v1/export " + version +
                          "\r\nHost: x\r\nX-Request-Id: sent\r\nContent-Type: application/json\r\n"
                          "Authorization: Bearer " +
                          testing::kEngineToken +
                          "\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text);
    return socket_fd;
  }

  /// Cancels the request of post_export() or send_request().
  void cancel() const {
    httplib::Client client("127.0.0.1", port_);
    const auto response = client.Post(
        "/v1/cancel", {{"Authorization", std::string("Bearer ") + testing::kEngineToken}},
        R"({"requestId":"sent"})", "application/json");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, R"({"cancelled":true})");
  }

  int backends(const std::string& condition = "true") {
    return schema_
        .run(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE "
            "'COPY (%export_stream_pgtest%' AND " +
            condition)[0][0]
        .as<int>();
  }

  void start(std::vector<std::string> settings) {
    settings.push_back("ENGINE_PORT=0");
    settings.push_back(std::string("ENGINE_TOKEN=") + testing::kEngineToken);
    engine_.emplace(settings);
    port_ = engine_->port();
  }

  testing::ScratchSchema schema_;
  std::optional<EngineProcess> engine_;
  int port_ = 0;
};

TEST_F(ExportStreamTest, SendsAllRows) {
  start({});
  const auto received = post_export("large");
  EXPECT_EQ(received.status, 200);
  EXPECT_TRUE(received.complete);
  EXPECT_EQ(std::count(received.body.begin(), received.body.end(), '\n'), 40'000);
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find("/v1/export") != std::string::npos; }));
  EXPECT_EQ(engine_->output().find("clientDisconnected"), std::string::npos);
}

TEST_F(ExportStreamTest, DisconnectsOnErrorInRow999) {
  start({});
  const auto received = post_export("failing");
  EXPECT_EQ(received.status, 200);
  EXPECT_FALSE(received.complete);
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find("query_failed") != std::string::npos; }));
  EXPECT_EQ(post_export("slow_missing").status, 404) << "the engine serves the next request";
}

TEST_F(ExportStreamTest, EndsWithProblemIfClientExpectsRecords) {
  start({});
  const Json check{{"payloads", false}, {"progress", true}, {"report", true}, {"onError", "skip"}};
  for (const auto& members : {check, Json{{"endRecord", true}}, Json{{"report", true}}}) {
    SCOPED_TRACE(members);
    const auto received = post_export("failing", {}, members);
    EXPECT_EQ(received.status, 200);
    EXPECT_FALSE(received.complete);
    ASSERT_TRUE(received.body.ends_with("}\n"));
    const auto begin = received.body.rfind('\n', received.body.size() - 2) + 1;
    const auto last = Json::parse(received.body.substr(begin));
    ASSERT_TRUE(last.contains("$problem")) << last;
    EXPECT_EQ(last.at("$problem").at("code"), "query_failed");
    EXPECT_EQ(last.at("$problem").at("sqlstate"), "22012");
    EXPECT_EQ(received.body.find("$end"), std::string::npos);
  }
}

TEST_F(ExportStreamTest, SendsNoReportIfBackendIsTerminated) {
  start({});
  bool ended = false;
  const auto received =
      post_export("slow",
                  [&](std::size_t) {
                    if (ended) return;
                    ended = true;
                    schema_.run(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE "
                        "'COPY (%export_stream_pgtest%'");
                  },
                  {{"payloads", false}, {"progress", true}, {"report", true}});
  EXPECT_TRUE(ended);
  EXPECT_FALSE(received.complete);
  EXPECT_NE(received.body.find(R"({"$problem":)"), std::string::npos) << received.body;
  EXPECT_EQ(received.body.find("$end"), std::string::npos);
}

TEST_F(ExportStreamTest, DisconnectsIfBackendIsTerminated) {
  start({});
  bool ended = false;
  const auto received = post_export("large", [&](std::size_t size) {
    if (ended || size < 1'000'000) return;
    ended = true;
    schema_.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE "
        "'COPY (%export_stream_pgtest%'");
  });
  EXPECT_TRUE(ended);
  EXPECT_FALSE(received.complete);
}

TEST_F(ExportStreamTest, KilledEngineLeavesResponseIncomplete) {
  start({});
  bool killed = false;
  const auto received = post_export("large", [&](std::size_t size) {
    if (killed || size < 1'000'000) return;
    killed = true;
    engine_->signal(SIGKILL);
  });
  EXPECT_TRUE(killed);
  EXPECT_FALSE(received.complete);
}

TEST_F(ExportStreamTest, EndsQueryWhenClientDisconnects) {
  start({});
  for (const auto* relation : {"sleeping", "slow", "large"}) {
    SCOPED_TRACE(relation);
    const int socket_fd = send_request(relation);
    ASSERT_TRUE(testing::comes_true([&] { return backends() == 1; }));
    close(socket_fd);
    EXPECT_TRUE(testing::comes_true([&] { return backends() == 0; }));
  }
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find("clientDisconnected") != std::string::npos; }));
}

TEST_F(ExportStreamTest, DisconnectsStalledClientWithBoundedMemory) {
  start({"EXPORT_STALL_MS=2000"});
  const int socket_fd = send_request("large");
  ASSERT_TRUE(testing::comes_true([&] { return backends() == 1; }));
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(backends(), 1) << "it was disconnected too early";
  EXPECT_LT(engine_->memory_kilobytes(), 48 * 1024);
  EXPECT_TRUE(testing::comes_true([&] { return backends() == 0; }));
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find(R"("clientStalled":true)") != std::string::npos; }));
  close(socket_fd);
}

TEST_F(ExportStreamTest, CancelDoesNotWaitForStalledClient) {
  start({"EXPORT_STALL_MS=600000"});
  const int socket_fd = send_request("large");
  ASSERT_NE(testing::receive(socket_fd).find(" 200 "), std::string::npos);
  ASSERT_TRUE(testing::comes_true([&] { return backends("wait_event = 'ClientWrite'") == 1; }));
  cancel();
  EXPECT_TRUE(testing::comes_true([&] { return backends() == 0; }));
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find(R"("cancelled":true)") != std::string::npos; }));
  EXPECT_EQ(engine_->output().find("clientDisconnected"), std::string::npos);
  close(socket_fd);
}

TEST_F(ExportStreamTest, DoesNotLogCancelAsClientDisconnected) {
  start({});
  bool cancelled = false;
  const auto received = post_export("large", [&](std::size_t size) {
    if (cancelled || size < 1'000'000) return;
    cancelled = true;
    cancel();
  });
  EXPECT_TRUE(cancelled);
  EXPECT_FALSE(received.complete);
  EXPECT_TRUE(testing::comes_true(
      [&] { return engine_->output().find(R"("cancelled":true)") != std::string::npos; }));
  EXPECT_EQ(engine_->output().find("clientDisconnected"), std::string::npos);
}

TEST_F(ExportStreamTest, KeepsSlowClientConnected) {
  start({"EXPORT_STALL_MS=2000"});
  std::size_t pauses = 0;
  const auto received = post_export("large", [&](std::size_t size) {
    if (size < pauses * 1'000'000) return;
    ++pauses;
    std::this_thread::sleep_for(200ms);
  });
  EXPECT_TRUE(received.complete);
}

TEST_F(ExportStreamTest, RejectsExportsBeyondExportMax) {
  start({"EXPORT_MAX=1"});
  const int socket_fd = send_request("slow");
  ASSERT_TRUE(testing::comes_true([&] { return backends() == 1; }));
  const auto refused = post_export("large");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.retry_after, "1");
  EXPECT_EQ(Json::parse(refused.body).at("code"), "overloaded");
  close(socket_fd);
  EXPECT_TRUE(testing::comes_true([&] { return post_export("large").status == 200; }));
}

TEST_F(ExportStreamTest, FinishesShortExportOnSigterm) {
  start({});
  std::atomic<bool> begun = false;
  // Short enough to finish before the engine's shutdown timeout, also on a busy machine.
  constexpr int kRows = 10'000;
  auto exporting = std::async(std::launch::async, [&] {
    return post_export("large", [&](std::size_t) { begun = true; }, {{"limit", kRows}});
  });
  ASSERT_TRUE(testing::comes_true([&] { return begun.load(); }));
  engine_->signal(SIGTERM);
  const auto received = exporting.get();
  EXPECT_TRUE(received.complete);
  EXPECT_EQ(std::count(received.body.begin(), received.body.end(), '\n'), kRows);
  EXPECT_EQ(engine_->wait(), 0);
}

TEST_F(ExportStreamTest, EndsLongExportOnSigterm) {
  start({});
  auto exporting = std::async(std::launch::async, [&] { return post_export("slow"); });
  const int stalled = send_request("large");
  ASSERT_TRUE(testing::comes_true([&] { return backends() == 2; }));
  const auto started = std::chrono::steady_clock::now();
  engine_->signal(SIGTERM);
  EXPECT_EQ(engine_->wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 30s);
  EXPECT_FALSE(exporting.get().complete);
  EXPECT_TRUE(testing::comes_true([&] { return backends() == 0; }));
  close(stalled);
}

TEST_F(ExportStreamTest, UsesNoMoreMemoryForMoreRows) {
  start({});
  ASSERT_TRUE(post_export("large").complete);
  const auto before = engine_->peak_memory_kilobytes();
  schema_.run("CREATE VIEW larger AS SELECT id, v FROM large, generate_series(1, 10)");
  const auto received = post_export("larger");
  EXPECT_EQ(std::count(received.body.begin(), received.body.end(), '\n'), 400'000);
  EXPECT_LT(engine_->peak_memory_kilobytes(), before + 2 * 1024);
}

TEST_F(ExportStreamTest, RejectsHttp10) {
  start({});
  const int socket_fd = send_request("large", "HTTP/1.0");
  EXPECT_NE(testing::receive(socket_fd).find(" 400 "), std::string::npos);
  close(socket_fd);
}

}  // namespace
}  // namespace rowhook
