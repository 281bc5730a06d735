#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"

namespace rowhook {

/// The settings of the engine, read once from the environment. docs/configuration.md has the
/// meaning and default of each.
struct Config {
  std::string host;
  int port = 0;  ///< 0: any free port
  std::string token;
  std::chrono::milliseconds connect_timeout{};
  std::chrono::milliseconds request_timeout{};
  std::chrono::milliseconds lock_timeout{};
  std::chrono::milliseconds export_timeout{};  ///< zero: no timeout
  std::chrono::milliseconds export_stall{};
  std::size_t export_max = 0;
  std::size_t preview_max = 0;
  std::size_t pool_max_per_login = 0;
  std::size_t sample_cache_bytes = 0;
  std::size_t row_limit_bytes = 0;
  std::size_t preview_limit_bytes = 0;
  std::vector<std::string>
      connection_allow;  ///< host names and networks (CIDR); empty: no restriction
  std::vector<std::string> connection_deny;
  std::optional<std::string> connection_ca_file;
  LogLevel log_level = LogLevel::info;
};

/// Lists all variables that are missing or invalid, with what is expected. Never quotes a value,
/// because one of them is a secret.
struct ConfigError {
  std::vector<std::string> errors;
};

using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// Reads the settings. An empty variable counts as unset. Throws ConfigError.
Config read_config(const Environment& environment);

/// Reads a variable of the environment of the process.
std::optional<std::string> process_environment(std::string_view name);

/// Removes what libpq would read from the environment (PG* variables, files in the home directory).
/// REQUIRES: no other thread is running, because this changes the environment.
void isolate_from_environment();

}  // namespace rowhook
