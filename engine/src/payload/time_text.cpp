#include "payload/time_text.h"

#include <charconv>

namespace rowhook {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The last year of type date, which reaches further than the timestamps.
constexpr std::int64_t kLastYear = 5'874'897;

/// Takes a number from the front of the text, and the separator after it if there is one.
std::int64_t take_number(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return value;
}

int take_microseconds(std::string_view& text) {
  int value = 0;
  int scale = 100'000;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    value += (text[0] - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
  }
  return value;
}

/// Days from 1970-01-01, for any year; year 0 is 1 BC. Counts in 400-year eras that begin in March,
/// so that the leap day ends a year (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms").
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (month <= 2) --year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = month > 2 ? month - 3 : month + 9;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

}  // namespace

std::optional<UnixTime> parse_time(std::string_view text) {
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  const bool before_christ = text.ends_with(" BC");
  if (before_christ) text.remove_suffix(3);

  const std::int64_t year = take_number(text);
  const std::int64_t month = take_number(text);
  const std::int64_t day = take_number(text);
  if (year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  UnixTime time;
  time.seconds = days_from_civil(before_christ ? 1 - year : year, month, day) * kSecondsPerDay;
  if (text.empty()) return time;

  const std::int64_t hour = take_number(text);
  const std::int64_t minute = take_number(text);
  std::int64_t second = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), second);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    time.microseconds = take_microseconds(text);
  }
  time.seconds += hour * 3600 + minute * 60 + second;
  return time;
}

}  // namespace rowhook
