#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "jobs/preview.h"
#include "support/preview_fixture.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
using testing::problem_of;

/// Previews by a role that loses privileges. The engine trusts a login and a cached sample for a
/// short time.
class CachedAccessTest : public testing::PreviewFixture {
 protected:
  static constexpr auto kRecheckAfter = 300ms;

  CachedAccessTest() : PreviewFixture("cached_access_pgtest") {
    schema_.run(
        "DROP ROLE IF EXISTS cached_access; CREATE ROLE cached_access LOGIN PASSWORD 'first';"
        "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'a');"
        "GRANT USAGE ON SCHEMA cached_access_pgtest TO cached_access;"
        "GRANT SELECT ON t TO cached_access");
    source_ = ConnectionString::parse(testing::url_for("cached_access", "first"));
  }
  ~CachedAccessTest() override {
    if (schema_.run("SELECT FROM pg_roles WHERE rolname = 'cached_access'").empty()) return;
    schema_.run("DROP OWNED BY cached_access; DROP ROLE cached_access");
  }

  Preview preview_column(Sampler& sampler, bool refresh = false, const std::string& column = "id") {
    const auto mapping = testing::mapping_with(R"([{"to": "f", "column": ")" + column + R"("}])");
    return make_preview(sampler, source_, {{{schema_.name(), "t"}}, {}, refresh}, mapping,
                        testing::soon());
  }

  ProblemCode refusal(Sampler& sampler, bool refresh = false) {
    return problem_of([&] { preview_column(sampler, refresh); }).code;
  }

  static void wait_until_recheck() { std::this_thread::sleep_for(kRecheckAfter + 50ms); }

  Databases recheck_databases_{testing::test_config(), kRecheckAfter};
  Sampler recheck_sampler_{recheck_databases_, {1'000'000, {1'000'000, 10'000'000}, kRecheckAfter}};
};

TEST_F(CachedAccessTest, ReusesSampleAfterVerifyingLogin) {
  const auto first = preview_column(recheck_sampler_);
  wait_until_recheck();
  schema_.run("UPDATE t SET id = 2");
  const auto later = preview_column(recheck_sampler_);
  EXPECT_TRUE(later.taken.reused);
  EXPECT_EQ(later.taken.sample, first.taken.sample);
  EXPECT_GT(later.taken.connect_time.count(), 0) << "the login was verified";
  EXPECT_EQ(preview_column(recheck_sampler_).taken.query_time.count(), 0) << "and is trusted again";
}

TEST_F(CachedAccessTest, FailsAfterPasswordChange) {
  preview_column(recheck_sampler_);
  schema_.run("ALTER ROLE cached_access PASSWORD 'second'");
  wait_until_recheck();
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::authentication_failed);
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::authentication_failed);
}

TEST_F(CachedAccessTest, FailsAfterSelectIsRevoked) {
  preview_column(recheck_sampler_);
  schema_.run("REVOKE SELECT ON t FROM cached_access");
  wait_until_recheck();
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::permission_denied);
}

TEST_F(CachedAccessTest, FailsAfterLoginIsDisabled) {
  preview_column(recheck_sampler_);
  schema_.run("ALTER ROLE cached_access NOLOGIN");
  wait_until_recheck();
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::login_refused);
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::login_refused);
}

TEST_F(CachedAccessTest, FailsAfterRoleIsDropped) {
  preview_column(recheck_sampler_);
  schema_.run("DROP OWNED BY cached_access; DROP ROLE cached_access");
  wait_until_recheck();
  EXPECT_EQ(refusal(recheck_sampler_), ProblemCode::authentication_failed);
}

TEST_F(CachedAccessTest, RejectsRevokedColumnOnly) {
  schema_.run("REVOKE SELECT ON t FROM cached_access; GRANT SELECT (id, x) ON t TO cached_access");
  EXPECT_EQ(preview_column(recheck_sampler_, false, "x").payloads.at(0).body, R"({"f":"a"})");
  schema_.run("REVOKE SELECT (x) ON t FROM cached_access");
  wait_until_recheck();
  EXPECT_EQ(problem_of([&] { preview_column(recheck_sampler_, false, "x"); }).code,
            ProblemCode::mapping_invalid);
  const auto others = preview_column(recheck_sampler_);
  EXPECT_EQ(others.payloads.at(0).body, R"({"f":1})");
}

// With a long trust time, only the failed refresh can remove the sample.
TEST_F(CachedAccessTest, ForgetsSampleAfterFailedRefresh) {
  preview_column(sampler_);
  schema_.run("REVOKE SELECT ON t FROM cached_access");
  EXPECT_TRUE(preview_column(sampler_).taken.reused);
  EXPECT_EQ(refusal(sampler_, true), ProblemCode::permission_denied);
  EXPECT_EQ(refusal(sampler_), ProblemCode::permission_denied);
}

}  // namespace
}  // namespace rowhook
