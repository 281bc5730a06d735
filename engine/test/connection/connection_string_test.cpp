#include "connection/connection_string.h"

#include <gtest/gtest.h>

#include <cctype>

#include "support/problem_of.h"
#include "support/vectors.h"

namespace rowhook {
namespace {

std::optional<std::string> password_of(const Json& vector) {
  return vector.contains("password") ? std::optional(vector["password"].get<std::string>())
                                     : std::nullopt;
}

ConnectionString parse(const Json& vector) {
  return ConnectionString::parse(vector.at("input").get<std::string>(), password_of(vector));
}

void expect_accepted(const Json& vector) {
  const auto source = parse(vector);
  const auto understood = source.summary();
  auto warnings = Json::array();
  for (const auto& warning : source.warnings()) warnings.push_back(warning.code);
  Json actual{{"host", understood.host},
              {"port", understood.port},
              {"database", understood.database},
              {"user", understood.user},
              {"sslmode", understood.sslmode}};
  if (!understood.channel_binding.empty()) actual["channelBinding"] = understood.channel_binding;
  actual["warnings"] = warnings;
  EXPECT_EQ(actual, vector["accept"]);
  if (vector.contains("passwordIs")) {
    EXPECT_EQ(source.password(), vector["passwordIs"].get<std::string>());
  }
  for (const auto& warning : source.warnings()) {
    EXPECT_EQ(warning.message.find("canary"), std::string::npos) << warning.message;
  }
}

void expect_refused(const Json& vector) {
  try {
    parse(vector);
    ADD_FAILURE() << "it was accepted";
  } catch (const Problem& problem) {
    EXPECT_EQ(to_string(problem.code), vector.at("refuse").get<std::string>());
    EXPECT_FALSE(problem.understood);
    const auto said = problem.detail + " " + problem.hint;
    EXPECT_NE(said.find(vector.value("says", "")), std::string::npos) << said;
    for (const auto& text : {problem.detail, problem.hint, std::string(problem.what())}) {
      EXPECT_EQ(text.find("canary"), std::string::npos) << text;
    }
  }
}

class ConnectionStringVectors : public ::testing::TestWithParam<Json> {};

TEST_P(ConnectionStringVectors, MatchesVector) {
  const auto& vector = GetParam();
  ASSERT_NE(vector.contains("accept"), vector.contains("refuse"));
  vector.contains("accept") ? expect_accepted(vector) : expect_refused(vector);
}

/// The name of a vector as a GoogleTest name, after the id of the fault that it covers.
std::string title_of(const ::testing::TestParamInfo<Json>& vector) {
  auto title = vector.param.value("fault", "") + "_" + vector.param.at("name").get<std::string>();
  for (auto& c : title) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return title + "_" + std::to_string(vector.index);
}

INSTANTIATE_TEST_SUITE_P(
    All, ConnectionStringVectors,
    ::testing::ValuesIn(testing::read_vectors("connection-strings").get<std::vector<Json>>()),
    title_of);

TEST(ConnectionString, ExplainsInvalidStrings) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"jdbc:sqlserver://h;user=u;password=canary", "SQL Server"},
      {"mysql://u:canary@h/d", "MySQL"},
      {"mongodb+srv://u:canary@h/d", "MongoDB"},
      {"https://h/d", "web address"},
      {"postgresq://u:canary@h/d", "postgresq://"},
      {"canary://u@h/d?x=1", "not a Postgres"},
      {"psql -h h -U u -f canary.sql d", "command line"},
      {"{\"host\": \"h\"}", "JSON"},
      {"Host=h;Username=u;Password=canary;Database=d", ".NET"},
      {"canary", "single word"},
      {"u:canary@h:5432/d", "begin with postgres://"},
      {"hello canary", "begin with postgres://"},
      {"postgresql:/u:canary@h/d", "begin with postgres://"},
      {"PGPASSWORD=canary psql -h h -c q", "command line"},
      {"host=h user=u password=can ary", "keyword=value"},
      {"postgres://u:can%zzary@h/d", "hexadecimal"},
      {"postgres://u:can%4", "hexadecimal"},
      {"postgres://u:canary@[::1/d", "malformed"},
      {"postgres://u:[YOUR-PASSWORD]@h/d", "placeholder"}};
  for (const auto& [text, said] : cases) {
    const auto problem = testing::problem_of([text = text] { ConnectionString::parse(text); });
    EXPECT_EQ(problem.code, ProblemCode::connection_string_invalid) << text;
    EXPECT_NE(problem.detail.find(said), std::string::npos) << text << ": " << problem.detail;
    EXPECT_FALSE(problem.hint.empty()) << text;
  }
}

TEST(ConnectionString, AcceptsPlaceholderWithSeparatePassword) {
  EXPECT_EQ(ConnectionString::parse("postgres://u:<password>@h/d", "real").password(), "real");
}

TEST(ConnectionString, KeepsSemicolonsInKeywordPasswords) {
  for (const auto& [text, password] : std::vector<std::pair<const char*, const char*>>{
           {"host=h user=u dbname=d password=abc;", "abc;"},
           {"host=h user=u password=a;b dbname=d", "a;b"},
           {"'host=h user=u dbname=d password=abc';", "abc"},
           {"postgres://u:abc@h/d;", "abc"}}) {
    const auto source = ConnectionString::parse(text);
    EXPECT_EQ(source.password(), password) << text;
    EXPECT_EQ(source.database(), "d") << text;
  }
}

TEST(ConnectionString, UsesSeparatePasswordUnchanged) {
  const auto source = ConnectionString::parse("postgres://u:old@h/d", "n@w/%zz");
  EXPECT_EQ(source.password(), "n@w/%zz");
}

TEST(ConnectionString, RequiringEncryptionKeepsStricterSslmode) {
  const auto encrypted = [](const std::string& parameters) {
    auto source = ConnectionString::parse("postgres://u@h/d" + parameters);
    source.require_encryption();
    return source.sslmode();
  };
  EXPECT_EQ(encrypted(""), SslMode::require);
  EXPECT_EQ(encrypted("?sslmode=disable"), SslMode::require);
  EXPECT_EQ(encrypted("?sslmode=verify-full"), SslMode::verify_full);
}

TEST(ConnectionString, CanonicalFormDistinguishesConnections) {
  const auto canonical = [](std::string_view text) {
    return ConnectionString::parse(text).canonical();
  };
  EXPECT_EQ(canonical("postgres://u:p@h/d"),
            canonical("host=h port=5432 dbname=d user=u password=p"));
  for (const auto* other :
       {"postgres://v:p@h/d", "postgres://u:q@h/d", "postgres://u:p@i/d", "postgres://u:p@h/e",
        "postgres://u:p@h:5433/d", "postgres://u:p@h/d?sslmode=require", "postgres://up:@h/d"}) {
    EXPECT_NE(canonical("postgres://u:p@h/d"), canonical(other)) << other;
  }
}

TEST(ConnectionString, ClampsConnectTimeout) {
  const auto timeout = [](const std::string& value) {
    return ConnectionString::parse("postgres://u@h/d?connect_timeout=" + value).connect_timeout();
  };
  EXPECT_EQ(timeout("3"), std::chrono::seconds(3));
  EXPECT_EQ(timeout("86400"), std::chrono::seconds(60));
  EXPECT_EQ(timeout("0"), std::nullopt);
}

}  // namespace
}  // namespace rowhook
