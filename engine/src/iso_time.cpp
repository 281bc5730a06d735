#include "iso_time.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace rowhook {

std::string iso_time(std::chrono::system_clock::time_point time) {
  const auto since_epoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
  const std::time_t whole_seconds = std::chrono::floor<std::chrono::seconds>(since_epoch).count();
  std::tm utc{};
  gmtime_r(&whole_seconds, &utc);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text.data() + size, text.size() - size, ".%03dZ",
                static_cast<int>(since_epoch.count() % 1000));
  return text.data();
}

}  // namespace rowhook
