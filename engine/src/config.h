#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"

namespace rowhook {

/// The engine's settings, read once from the environment. The README's table has the meaning and
/// default of each.
struct Config {
  std::string host;
  int port = 0;  ///< 0: any free one
  std::string token;
  std::chrono::milliseconds connect_timeout{};
  std::chrono::milliseconds request_timeout{};
  std::chrono::milliseconds lock_timeout{};
  std::chrono::milliseconds export_timeout{};  ///< zero: none
  std::chrono::milliseconds export_stall{};
  std::size_t export_max = 0;
  std::size_t preview_max = 0;
  std::size_t pool_max_per_source = 0;
  std::size_t sample_cache_bytes = 0;
  std::size_t row_limit_bytes = 0;
  std::size_t preview_limit_bytes = 0;
  std::vector<std::string> source_allow;  ///< names and CIDRs; empty: no restriction
  std::vector<std::string> source_deny;
  std::optional<std::string> source_ca_file;
  LogLevel log_level = LogLevel::info;
};

/// Names every variable that is missing or cannot be read, with what it should be. Never quotes a
/// value: one of them is a secret.
class ConfigError : public std::runtime_error {
 public:
  explicit ConfigError(std::vector<std::string> complaints);
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  std::vector<std::string> complaints_;
};

using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// Reads the settings; an empty variable counts as absent. Throws ConfigError.
Config read_config(const Environment& environment);

/// The process's own environment.
std::optional<std::string> process_environment(std::string_view name);

/// Removes what libpq would take from its surroundings (PG* variables, files of the home
/// directory). Changes the environment, so REQUIRES that no other thread runs yet.
void isolate_from_environment();

}  // namespace rowhook
