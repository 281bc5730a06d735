#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "support/engine_client.h"
#include "support/observe.h"
#include "support/scratch_schema.h"

// The engine with too few threads, descriptors or too little memory: it rejects requests or exits
// with an error. It never aborts, and never listens without serving.

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::EngineClient;
using testing::EngineProcess;
using testing::RawSocket;

constexpr rlim_t kMegabytes = 1024 * 1024;

bool is_alive(int port) {
  const RawSocket connection(port);
  connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  return connection.receive_all().find("HTTP/1.1 200") == 0;
}

/// The engine serves and exits on SIGTERM, or it has exited with an error.
void expect_serves_or_exits(int resource, rlim_t most) {
  SCOPED_TRACE(std::to_string(resource) + " of " + std::to_string(most));
  EngineProcess engine({"ENGINE_PORT=0", std::string("ENGINE_TOKEN=") + testing::kEngineToken},
                       {{resource, most}});
  ASSERT_TRUE(testing::comes_true([&] {
    return engine.has_ended() || engine.output().find("listening") != std::string::npos;
  }));
  if (!engine.has_ended()) {
    EXPECT_TRUE(is_alive(engine.port()));
    engine.signal(SIGTERM);
    EXPECT_EQ(engine.wait(), 0) << engine.output();
  } else {
    EXPECT_GT(engine.wait(), 0) << engine.output();
    EXPECT_FALSE(engine.output().empty());
  }
}

TEST(FewResources, ServesOrExitsWithErrorAtStart) {
  if (testing::kSanitized) GTEST_SKIP() << "A sanitizer needs more address space than any limit.";
  // Each thread takes 8 MB of address space for its stack.
  for (const rlim_t megabytes : {40U, 60U, 80U, 120U, 200U, 400U, 700U, 900U}) {
    expect_serves_or_exits(RLIMIT_AS, megabytes * kMegabytes);
  }
  for (const rlim_t descriptors : {3U, 4U, 5U, 6U, 7U, 8U, 9U, 12U}) {
    expect_serves_or_exits(RLIMIT_NOFILE, descriptors);
  }
}

class FewResourcesTest : public ::testing::Test {
 protected:
  FewResourcesTest() {
    schema_.run(
        "CREATE TABLE t AS SELECT n AS id, repeat('x', 200) AS filler "
        "FROM generate_series(1, 40000) n; "
        "CREATE VIEW slow AS SELECT 1 AS id FROM (SELECT pg_sleep(1.5)) s");
  }

  Json body(const std::string& relation) const {
    return {{"connectionString", testing::test_database_url()},
            {"relation", {{"schema", "few_resources"}, {"name", relation}}},
            {"mapping", {{"version", 1}, {"fields", {{{"to", "x"}, {"column", "id"}}}}}}};
  }

  testing::ScratchSchema schema_{"few_resources"};
  EngineClient engine_{{"REQUEST_TIMEOUT_MS=10000"}};
};

TEST_F(FewResourcesTest, FinishesRequestWithoutFreeDescriptors) {
  ASSERT_EQ(engine_.post("/v1/preview", body("slow")).status, 200);
  auto request = body("slow");
  request["rows"] = {{"limit", 2}};
  const RawSocket connection(engine_.port());
  connection.send(engine_.request("/v1/preview", request));
  std::this_thread::sleep_for(500ms);
  testing::limit(engine_.pid(), RLIMIT_NOFILE, 3, 4'096);
  const auto response = connection.receive_all();
  EXPECT_NE(response.find("HTTP/1.1 200"), std::string::npos) << response;
  testing::limit(engine_.pid(), RLIMIT_NOFILE, 4'096, 4'096);
  EXPECT_TRUE(is_alive(engine_.port()));
}

TEST_F(FewResourcesTest, SurvivesExportWithoutThreadsOrMemory) {
  if (testing::kSanitized) GTEST_SKIP() << "A sanitizer needs more address space than any limit.";
  auto request = body("t");
  request["workers"] = 8;
  request["endRecord"] = true;
  request["progress"] = true;
  ASSERT_EQ(engine_.post("/v1/export", request).status, 200);
  int complete = 0;
  int reported = 0;
  for (rlim_t more = 0; more <= 100; more += 6) {
    SCOPED_TRACE(more);
    testing::limit(engine_.pid(), RLIMIT_AS,
                   testing::address_space_bytes(engine_.pid()) + more * kMegabytes, RLIM_INFINITY);
    const auto response = engine_.post("/v1/export", request);
    complete += response.body.find("$end") != std::string::npos ? 1 : 0;
    reported += response.body.find("$problem") != std::string::npos ? 1 : 0;
    testing::limit(engine_.pid(), RLIMIT_AS, RLIM_INFINITY, RLIM_INFINITY);
    ASSERT_TRUE(is_alive(engine_.port())) << engine_.output();
  }
  // Postgres 13 has no TID range scans, so one worker reads everything and needs no threads.
  if (schema_.server_version() >= 140'000) {
    EXPECT_LT(complete, 17);
    EXPECT_GT(reported, 0);
  }
  EXPECT_EQ(engine_.post("/v1/export", request).status, 200);
}

}  // namespace
}  // namespace rowhook
