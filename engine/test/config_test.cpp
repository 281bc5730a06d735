#include "config.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace rowhook {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Config read(Variables variables) {
  variables.emplace("ENGINE_TOKEN", "0123456789abcdef");
  return read_config([&](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

std::vector<std::string> config_errors(const Variables& variables) {
  try {
    read(variables);
    return {};
  } catch (const ConfigError& error) {
    return error.errors;
  }
}

TEST(Config, HasDefaults) {
  const auto config = read({});
  EXPECT_EQ(config.host, "127.0.0.1");
  EXPECT_EQ(config.port, 7070);
  EXPECT_EQ(config.connect_timeout, std::chrono::seconds(5));
  EXPECT_EQ(config.request_timeout, std::chrono::seconds(15));
  EXPECT_EQ(config.lock_timeout, std::chrono::seconds(2));
  EXPECT_EQ(config.preview_max, 16U);
  EXPECT_EQ(config.pool_max_per_login, 4U);
  EXPECT_EQ(config.row_limit_bytes, 16U * 1024 * 1024);
  EXPECT_EQ(config.log_level, LogLevel::info);
  EXPECT_TRUE(config.connection_allow.empty());
}

TEST(Config, ReadsVariables) {
  const auto config = read({{"ENGINE_PORT", "0"},
                            {"ENGINE_HOST", "0.0.0.0"},
                            {"SOURCE_ALLOW", "db.example.com, 10.0.0.0/8,"},
                            {"LOG_LEVEL", "warn"},
                            {"PREVIEW_MAX", ""}});
  EXPECT_EQ(config.port, 0);
  EXPECT_EQ(config.host, "0.0.0.0");
  EXPECT_EQ(config.connection_allow, (std::vector<std::string>{"db.example.com", "10.0.0.0/8"}));
  EXPECT_EQ(config.log_level, LogLevel::warn);
  EXPECT_EQ(config.preview_max, 16U);
}

TEST(Config, ReportsAllInvalidVariablesWithoutValues) {
  const auto found = config_errors({{"ENGINE_TOKEN", "canary"},
                                    {"ENGINE_PORT", "70000canary"},
                                    {"PREVIEW_MAX", "0"},
                                    {"REQUEST_TIMEOUT_MS", "-5"},
                                    {"SOURCE_DENY", "10.0.0.0/99"},
                                    {"LOG_LEVEL", "loud"}});
  const std::vector<std::string> names{"ENGINE_PORT", "ENGINE_TOKEN",       "LOG_LEVEL",
                                       "PREVIEW_MAX", "REQUEST_TIMEOUT_MS", "SOURCE_DENY"};
  for (const auto& name : names) {
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const auto& text) {
      return text.starts_with(name + " ");
    })) << name;
  }
  EXPECT_EQ(found.size(), names.size());
  for (const auto& text : found) EXPECT_EQ(text.find("canary"), std::string::npos) << text;
}

TEST(Config, RequiresTokenOfMinimumLength) {
  EXPECT_EQ(config_errors({{"ENGINE_TOKEN", ""}}).size(), 1U);
  EXPECT_EQ(config_errors({{"ENGINE_TOKEN", "short"}}).size(), 1U);
}

TEST(Config, IsolatesLibpqFromEnvironment) {
  setenv("PGPASSWORD", "canary", 1);
  setenv("PGOPTIONS", "-c x=1", 1);
  const auto home = process_environment("HOME");
  isolate_from_environment();
  EXPECT_FALSE(process_environment("PGPASSWORD"));
  EXPECT_FALSE(process_environment("PGOPTIONS"));
  EXPECT_NE(process_environment("HOME"), home);
  if (home) setenv("HOME", home->c_str(), 1);
}

}  // namespace
}  // namespace rowhook
