#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/engine_client.h"
#include "support/observe.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;

Json hanging_request(const std::string& login) {
  return {{"connectionString", login},
          {"relation", {{"schema", "admission_pgtest"}, {"name", "hanging"}}},
          {"mapping", {{"version", 1}, {"fields", {{{"to", "id"}, {"column", "id"}}}}}}};
}

/// A request to another database of the server.
Json other_request() {
  return {{"connectionString", testing::url_for("admission_other", "pw", "admission_other")},
          {"query", "SELECT 1 AS id"},
          {"mapping", {{"version", 1}, {"fields", {{{"to", "id"}, {"column", "id"}}}}}}};
}

class AdmissionTest : public ::testing::Test {
 protected:
  AdmissionTest() {
    schema_.run(
        "CREATE VIEW hanging AS SELECT 1 AS id FROM pg_sleep(60);"
        "DROP ROLE IF EXISTS admission_other; CREATE ROLE admission_other LOGIN PASSWORD 'pw';"
        "GRANT USAGE ON SCHEMA admission_pgtest TO admission_other;"
        "GRANT SELECT ON hanging TO admission_other");
    schema_.run("DROP DATABASE IF EXISTS admission_other");
    schema_.run("CREATE DATABASE admission_other");
  }
  ~AdmissionTest() override {
    schema_.run("DROP DATABASE admission_other WITH (FORCE)");
    schema_.run("DROP OWNED BY admission_other; DROP ROLE admission_other");
  }

  static int hanging() {
    return testing::sessions_where(
        "state = 'active' AND query LIKE 'COPY%hanging%' AND pid <> pg_backend_pid()");
  }

  /// Sends a request for the hanging view with each login, waits until at least `at_once` of them
  /// run, and calls `meanwhile`.
  template <class Meanwhile>
  void while_hanging(const std::string& path, const std::vector<std::string>& logins, int at_once,
                     Meanwhile&& meanwhile) {
    std::vector<std::thread> callers;
    for (const auto& login : logins) {
      callers.emplace_back([&] {
        const auto status = engine_->post(path, hanging_request(login)).status;
        if (status == 503) ++refused_;
        if (status == 504) ++timed_out_;
      });
    }
    EXPECT_TRUE(testing::comes_true([&] { return hanging() >= at_once; })) << hanging();
    meanwhile();
    for (auto& caller : callers) caller.join();
  }

  testing::ScratchSchema schema_{"admission_pgtest"};
  std::string login_ = testing::test_database_url();
  std::string other_login_ = testing::url_for("admission_other", "pw");
  std::unique_ptr<testing::EngineClient> engine_;
  std::atomic<int> refused_ = 0;
  std::atomic<int> timed_out_ = 0;
};

TEST_F(AdmissionTest, AcceptsPreviewsWhileAnotherDatabaseHangs) {
  engine_ =
      std::make_unique<testing::EngineClient>(std::vector<std::string>{"REQUEST_TIMEOUT_MS=5000"});
  std::vector<std::string> logins;
  for (int i = 0; i < 24; ++i) logins.push_back(i % 2 == 0 ? login_ : other_login_);
  while_hanging("/v1/preview", logins, 4, [&] {
    std::vector<std::thread> others;
    for (int i = 0; i < 6; ++i) {
      others.emplace_back([&] {
        EXPECT_EQ(engine_->post("/v1/preview", other_request()).status, 200);
        EXPECT_EQ(timed_out_, 0) << "it waited for the hanging requests";
      });
    }
    for (auto& other : others) other.join();
  });
  // Eight requests are admitted. Those of one login that find its four connections in use wait, and
  // may get one before their deadline.
  EXPECT_GE(refused_, 24 - 8);
  EXPECT_GE(timed_out_, 4);
  EXPECT_EQ(refused_ + timed_out_, 24);
}

TEST_F(AdmissionTest, ReservesExportSlotForAnotherDatabase) {
  engine_ = std::make_unique<testing::EngineClient>(std::vector<std::string>{
      "REQUEST_TIMEOUT_MS=2000", "EXPORT_MAX=2", "EXPORT_TIMEOUT_MS=4000"});
  while_hanging("/v1/export", {login_, other_login_}, 1,
                [&] { EXPECT_EQ(engine_->post("/v1/export", other_request()).status, 200); });
  EXPECT_EQ(refused_, 1);
}

}  // namespace
}  // namespace rowhook
