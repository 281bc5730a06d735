#include "base/log.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>

namespace rowhook {
namespace {

std::atomic<LogLevel> least_level{LogLevel::info};
std::mutex output_mutex;

}  // namespace

void set_log_level(LogLevel level) { least_level = level; }

void log_event(LogLevel level, std::string_view message, const Json& fields) {
  if (level < least_level.load()) return;
  Json line;
  line["level"] = kLogLevelNames[level];
  line["time"] = iso_time(std::chrono::system_clock::now());
  line["msg"] = message;
  line.update(fields);
  const auto text = to_text(line) + '\n';
  const std::lock_guard lock(output_mutex);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace rowhook
