#include <gtest/gtest.h>

#include "support/engine_client.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;

constexpr char kComputes[] = "state = 'active' AND query LIKE 'COPY%cancel_tests%'";

class CancelTest : public ::testing::Test {
 protected:
  CancelTest() {
    schema_.run(
        "CREATE VIEW endless AS SELECT count(*) AS x FROM generate_series(1, 100000000000)");
  }

  std::string preview_request(const std::string& id) const {
    return engine_.request(
        "/v1/preview",
        {{"connectionString", testing::test_database_url()},
         {"relation", {{"schema", "cancel_tests"}, {"name", "endless"}}},
         {"mapping", {{"version", 1}, {"fields", {{{"to", "x"}, {"column", "x"}}}}}}},
        {"X-Request-Id: " + id});
  }

  /// Expects that nothing of the request is left and that the next request succeeds.
  void expect_nothing_left(std::ptrdiff_t descriptors) {
    EXPECT_TRUE(testing::comes_true([] { return testing::sessions_where(kComputes) == 0; }));
    EXPECT_TRUE(testing::comes_true(
        [&] { return testing::open_descriptors(engine_.pid()) <= descriptors; }));
    EXPECT_EQ(
        engine_.post("/v1/verify", {{"connectionString", testing::test_database_url()}}).status,
        200);
    EXPECT_EQ(engine_.output().find(testing::test_connection().password()), std::string::npos);
  }

  testing::ScratchSchema schema_{"cancel_tests"};
  testing::EngineClient engine_{{"REQUEST_TIMEOUT_MS=30000"}};
};

TEST_F(CancelTest, EndsBackendWhenClientDisconnects) {
  const auto descriptors = testing::open_descriptors(engine_.pid());
  {
    const testing::RawSocket reader(engine_.port());
    reader.send(preview_request("mine"));
    ASSERT_TRUE(testing::comes_true([] { return testing::sessions_where(kComputes) == 1; }));
  }
  expect_nothing_left(descriptors);
}

TEST_F(CancelTest, CancelsRequestById) {
  const auto descriptors = testing::open_descriptors(engine_.pid());
  EXPECT_EQ(engine_.post("/v1/cancel", {{"requestId", "mine"}}).body, R"({"cancelled":false})");
  {
    const testing::RawSocket reader(engine_.port());
    reader.send(preview_request("mine"));
    ASSERT_TRUE(testing::comes_true([] { return testing::sessions_where(kComputes) == 1; }));
    EXPECT_EQ(engine_.post("/v1/cancel", {{"requestId", "other"}}).body, R"({"cancelled":false})");
    EXPECT_EQ(engine_.post("/v1/cancel", {{"requestId", "mine"}}).body, R"({"cancelled":true})");
    const auto response = reader.receive_all();
    EXPECT_NE(response.find("HTTP/1.1 504"), std::string::npos) << response;
    EXPECT_NE(response.find("was cancelled"), std::string::npos) << response;
  }
  expect_nothing_left(descriptors);
}

TEST_F(CancelTest, EndsRequestWhoseBodyDoesNotArrive) {
  const testing::RawSocket client(engine_.port());
  const auto request = engine_.request("/v1/verify", {{"connectionString", ""}},
                                       {"X-Request-Id: mine", "Expect: 100-continue"});
  client.send(request.substr(0, request.find("\r\n\r\n") + 4));
  EXPECT_TRUE(testing::comes_true([&] {
    return engine_.post("/v1/cancel", {{"requestId", "mine"}}).body == R"({"cancelled":true})";
  }));
  const auto cancelled = std::chrono::steady_clock::now();
  EXPECT_NE(client.receive_all().find("The request was cancelled."), std::string::npos);
  // Without the cancellation, the engine waits for ten seconds.
  EXPECT_LT(std::chrono::steady_clock::now() - cancelled, 8s);
}

TEST_F(CancelTest, DoesNotCancelItself) {
  const testing::RawSocket client(engine_.port());
  client.send(engine_.request("/v1/cancel", {{"requestId", "same"}}, {"X-Request-Id: same"}));
  EXPECT_NE(client.receive_all().find(R"({"cancelled":false})"), std::string::npos);
}

TEST_F(CancelTest, RequiresTokenToCancel) {
  const testing::RawSocket stranger(engine_.port());
  stranger.send(
      "POST /v1/cancel HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n");
  EXPECT_EQ(stranger.receive().substr(0, 12), "HTTP/1.1 401");
}

}  // namespace
}  // namespace rowhook
