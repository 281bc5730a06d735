#include "log.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <string>

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warn", "error"};
std::atomic<LogLevel> least_level{LogLevel::info};
std::mutex output_mutex;

std::string timestamp() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const std::time_t whole = system_clock::to_time_t(now);
  const auto millis = duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&whole, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text.data() + size, text.size() - size, ".%03dZ", static_cast<int>(millis));
  return text.data();
}

}  // namespace

std::optional<LogLevel> log_level_from(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

void set_log_level(LogLevel level) { least_level = level; }

void log_event(LogLevel level, std::string_view message, const nlohmann::ordered_json& fields) {
  if (level < least_level.load()) return;
  nlohmann::ordered_json line;
  line["level"] = kNames[static_cast<std::size_t>(level)];
  line["time"] = timestamp();
  line["msg"] = message;
  line.update(fields);
  const auto text =
      line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  const std::lock_guard lock(output_mutex);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace rowhook
