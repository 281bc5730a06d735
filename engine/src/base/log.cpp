#include "base/log.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

#include "base/text.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warn", "error"};
std::atomic<LogLevel> least_level{LogLevel::info};
std::mutex output_mutex;

}  // namespace

std::optional<LogLevel> log_level_from(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

void set_log_level(LogLevel level) { least_level = level; }

void log_event(LogLevel level, std::string_view message, const Json& fields) {
  if (level < least_level.load()) return;
  Json line;
  line["level"] = kNames[static_cast<std::size_t>(level)];
  line["time"] = iso_time(std::chrono::system_clock::now());
  line["msg"] = message;
  line.update(fields);
  const auto text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  const std::lock_guard lock(output_mutex);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace rowhook
