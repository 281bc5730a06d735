#include "postgres/sqlstate.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Sqlstate, ClassifiesQueryErrors) {
  const std::vector<std::pair<const char*, ProblemCode>> cases{
      {"42501", ProblemCode::permission_denied},    {"42P01", ProblemCode::relation_not_found},
      {"42703", ProblemCode::schema_changed},       {"22012", ProblemCode::query_failed},
      {"55000", ProblemCode::query_failed},         {"22021", ProblemCode::value_unreadable},
      {"57014", ProblemCode::query_timeout},        {"55P03", ProblemCode::lock_timeout},
      {"40001", ProblemCode::recovery_conflict},    {"53300", ProblemCode::database_busy},
      {"53400", ProblemCode::query_failed},         {"42704", ProblemCode::query_failed},
      {"22023", ProblemCode::query_failed},         {"42P17", ProblemCode::query_failed},
      {"0A000", ProblemCode::query_failed},         {"26000", ProblemCode::connection_lost},
      {"42P05", ProblemCode::connection_lost},      {"57P01", ProblemCode::database_unavailable},
      {"57P03", ProblemCode::database_unavailable}, {"08006", ProblemCode::connection_lost},
      {"XX000", ProblemCode::query_failed},         {"", ProblemCode::query_failed}};
  for (const auto& [state, code] : cases) {
    EXPECT_EQ(make_query_problem(state).code, code) << state;
  }
  EXPECT_EQ(make_query_problem("22012").sqlstate, "22012");
  EXPECT_EQ(make_query_problem("").sqlstate, std::nullopt);
}

TEST(Sqlstate, DescribesCommonErrors) {
  const auto detail = [](const char* state) { return make_query_problem(state).detail; };
  EXPECT_NE(detail("22012").find("divides by zero"), std::string::npos);
  EXPECT_NE(detail("58P01").find("cannot find a file"), std::string::npos);
  EXPECT_EQ(detail("XX000"), "The database reported an error.");
}

TEST(Sqlstate, HasDetailAndHintForKnownStates) {
  for (const char* state : {"53400", "42704", "22023", "42P17", "0A000"}) {
    const auto problem = make_query_problem(state);
    EXPECT_NE(problem.detail, make_query_problem("XX000").detail) << state;
    EXPECT_TRUE(problem.hint.ends_with('.')) << state;
  }
}

TEST(Sqlstate, ReportsMissingObjectsInsideKnownRelation) {
  const std::vector<std::pair<const char*, ProblemCode>> cases{
      {"42501", ProblemCode::query_failed},
      {"42P01", ProblemCode::query_failed},
      {"3F000", ProblemCode::query_failed},
      {"42703", ProblemCode::schema_changed},
      {"42804", ProblemCode::schema_changed}};
  for (const auto& [state, code] : cases) {
    const auto problem = make_relation_problem(state);
    EXPECT_EQ(problem.code, code) << state;
    EXPECT_EQ(problem.sqlstate, state);
    EXPECT_NE(problem.detail, make_query_problem(state).detail) << state;
    EXPECT_TRUE(is_ambiguous(state)) << state;
  }
  EXPECT_EQ(make_relation_problem("22012").detail, make_query_problem("22012").detail);
  EXPECT_FALSE(is_ambiguous("22012"));
}

TEST(Sqlstate, ParsesStateOfVerboseMessages) {
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

TEST(Sqlstate, ParsesRoutineOfVerboseMessages) {
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
