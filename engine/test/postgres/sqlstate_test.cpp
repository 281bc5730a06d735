#include "postgres/sqlstate.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Sqlstate, ClassifiesQueries) {
  const std::vector<std::pair<const char*, ProblemCode>> cases{
      {"42501", ProblemCode::permission_denied},
      {"42P01", ProblemCode::relation_not_found},
      {"42703", ProblemCode::schema_changed},
      {"22012", ProblemCode::query_failed},
      {"55000", ProblemCode::query_failed},
      {"22021", ProblemCode::value_unreadable},
      {"57014", ProblemCode::query_timeout},
      {"55P03", ProblemCode::lock_timeout},
      {"40001", ProblemCode::recovery_conflict},
      {"53300", ProblemCode::database_busy},
      {"57P01", ProblemCode::database_unavailable},
      {"57P03", ProblemCode::database_unavailable},
      {"08006", ProblemCode::connection_lost},
      {"XX000", ProblemCode::query_failed},
      {"", ProblemCode::query_failed}};
  for (const auto& [state, code] : cases) {
    EXPECT_EQ(query_problem(state), code) << state;
    EXPECT_EQ(make_query_problem(state).code, code) << state;
  }
  EXPECT_EQ(make_query_problem("22012").sqlstate, "22012");
  EXPECT_EQ(make_query_problem("").sqlstate, std::nullopt);
}

TEST(Sqlstate, SaysWhatFailsMostOften) {
  const auto detail = [](const char* state) { return make_query_problem(state).detail; };
  EXPECT_NE(detail("22012").find("divides by zero"), std::string::npos);
  EXPECT_NE(detail("58P01").find("misses a file"), std::string::npos);
  EXPECT_EQ(detail("XX000"), "The database reported an error.");
}

TEST(Sqlstate, ClassifiesLogins) {
  EXPECT_EQ(login_problem("28P01", false), ProblemCode::authentication_failed);
  EXPECT_EQ(login_problem("3D000", true), ProblemCode::database_not_found);
  EXPECT_EQ(login_problem("28000", false), ProblemCode::tls_required);
  EXPECT_EQ(login_problem("28000", true), ProblemCode::login_refused);
  EXPECT_EQ(login_problem("08P01", false), ProblemCode::login_refused);
  EXPECT_EQ(login_problem("53300", false), ProblemCode::database_busy);
  EXPECT_EQ(login_problem("57P03", false), ProblemCode::database_unavailable);
  EXPECT_EQ(login_problem("42501", false), ProblemCode::permission_denied);
  EXPECT_EQ(login_problem("XX000", false), ProblemCode::login_refused);
}

TEST(Sqlstate, IsFoundInVerboseMessages) {
  EXPECT_EQ(sqlstate_in("connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  28P01: "
                        "password authentication failed for user \"x:  3D000: \"\n"
                        "LOCATION:  auth_failed, auth.c:326\n"),
            "28P01");
  EXPECT_EQ(sqlstate_in("连接失败: 致命错误:  3D000: 数据库不存在"), "3D000");
  EXPECT_EQ(sqlstate_in("FATAL:  sorry, too many clients already"), std::nullopt);
  EXPECT_EQ(sqlstate_in("connection refused"), std::nullopt);
  EXPECT_EQ(sqlstate_in("x:  28P01"), std::nullopt);
  EXPECT_EQ(sqlstate_in(""), std::nullopt);
}

TEST(Sqlstate, TheRoutineIsFoundInVerboseMessages) {
  EXPECT_EQ(routine_in("failed: FATAL:  28000: role \"LOCATION:  x, y:1\" does not exist\n"
                       "LOCATION:  InitializeSessionUserId, miscinit.c:768\n"),
            "InitializeSessionUserId");
  EXPECT_EQ(routine_in("致命错误:  3D000: 数据库不存在\n位置:  InitPostgres, postinit.c:948\n"),
            "InitPostgres");
  EXPECT_EQ(routine_in("failed: FATAL:  08P01: no such database: nosuch\n"), "");
  EXPECT_EQ(routine_in("FATAL:  XX000: Tenant or user not found"), "");
  EXPECT_EQ(routine_in("x:  a b, c:1"), "");
  EXPECT_EQ(routine_in(""), "");
}

}  // namespace
}  // namespace rowhook
