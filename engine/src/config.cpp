#include "config.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/text.h"
#include "connection/address.h"

extern char** environ;

namespace rowhook {
namespace {

class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  std::optional<std::string> text(std::string_view name) const {
    auto value = environment_(name);
    if (value && value->empty()) return std::nullopt;
    return value;
  }

  long number(std::string_view name, long fallback, long low, long high) {
    const auto value = text(name);
    if (!value) return fallback;
    const auto parsed = number_in<long>(*value);
    if (parsed && *parsed >= low && *parsed <= high) return *parsed;
    add_error(name,
              "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return fallback;
  }

  std::chrono::milliseconds milliseconds(std::string_view name, long fallback, long low) {
    constexpr long kDay = 86'400'000;
    return std::chrono::milliseconds(number(name, fallback, low, kDay));
  }

  std::size_t count(std::string_view name, long fallback, long low, long high) {
    return static_cast<std::size_t>(number(name, fallback, low, high));
  }

  std::size_t megabytes(std::string_view name, long fallback, long low) {
    constexpr long kMaxMegabytes = 16'384;
    return count(name, fallback, low, kMaxMegabytes) * 1024 * 1024;
  }

  std::vector<std::string> hosts(std::string_view name) {
    std::vector<std::string> entries;
    const auto value = text(name);
    if (!value) return entries;
    for (std::size_t at = 0; at <= value->size();) {
      const auto comma = std::min(value->find(',', at), value->size());
      std::string entry = value->substr(at, comma - at);
      std::erase(entry, ' ');
      if (!entry.empty()) entries.push_back(std::move(entry));
      at = comma + 1;
    }
    for (const auto& entry : entries) {
      if (entry.find('/') != std::string::npos && !parse_network(entry)) {
        add_error(name, "must list host names and networks (10.0.0.0/8), separated by commas");
        break;
      }
    }
    return entries;
  }

  void add_error(std::string_view name, const std::string& error) {
    errors_.push_back(std::string(name) + " " + error);
  }

  void finish() {
    if (!errors_.empty()) throw ConfigError{std::move(errors_)};
  }

 private:
  const Environment& environment_;
  std::vector<std::string> errors_;
};

}  // namespace

Config read_config(const Environment& environment) {
  Reader reader(environment);
  Config config;
  config.host = reader.text("ENGINE_HOST").value_or("127.0.0.1");
  config.port = static_cast<int>(reader.number("ENGINE_PORT", 7070, 0, 65'535));
  config.token = reader.text("ENGINE_TOKEN").value_or("");
  if (config.token.size() < 16) {
    reader.add_error("ENGINE_TOKEN", "must have at least 16 characters");
  }
  config.connect_timeout = reader.milliseconds("CONNECT_TIMEOUT_MS", 5'000, 1);
  config.request_timeout = reader.milliseconds("REQUEST_TIMEOUT_MS", 15'000, 1);
  config.lock_timeout = reader.milliseconds("LOCK_TIMEOUT_MS", 2'000, 1);
  config.export_timeout = reader.milliseconds("EXPORT_TIMEOUT_MS", 0, 0);
  config.export_stall = reader.milliseconds("EXPORT_STALL_MS", 30'000, 1);
  config.export_max = reader.count("EXPORT_MAX", 4, 1, 64);
  config.preview_max = reader.count("PREVIEW_MAX", 16, 1, 256);
  config.pool_max_per_login = reader.count("POOL_MAX_PER_SOURCE", 4, 1, 64);
  config.sample_cache_bytes = reader.megabytes("SAMPLE_CACHE_MB", 64, 0);
  config.row_limit_bytes = reader.megabytes("ROW_LIMIT_MB", 16, 1);
  config.preview_limit_bytes = reader.megabytes("PREVIEW_LIMIT_MB", 32, 1);
  config.connection_allow = reader.hosts("SOURCE_ALLOW");
  config.connection_deny = reader.hosts("SOURCE_DENY");
  config.connection_ca_file = reader.text("SOURCE_CA_FILE");
  if (const auto level = reader.text("LOG_LEVEL")) {
    if (const auto known = kLogLevelNames.find(*level)) {
      config.log_level = *known;
    } else {
      reader.add_error("LOG_LEVEL", "must be one of debug, info, warn, error");
    }
  }
  reader.finish();
  return config;
}

std::optional<std::string> process_environment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

void isolate_from_environment() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (text.starts_with("PG")) names.emplace_back(text.substr(0, text.find('=')));
  }
  for (const auto& name : names) unsetenv(name.c_str());
  setenv("HOME", "/nonexistent", 1);
}

}  // namespace rowhook
