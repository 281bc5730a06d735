#include "payload/time_text.h"

#include <cstddef>

#include "base/text.h"

namespace rowhook {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The last year of the type date, which has a larger range than the timestamp types.
constexpr std::int64_t kLastYear = 5'874'897;

constexpr std::size_t kMinYearDigits = 4;
constexpr std::size_t kMaxYearDigits = 7;
constexpr std::size_t kMaxFractionDigits = 6;

/// Returns the number of digits at the beginning of the text.
std::size_t count_digits(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  return digits;
}

/// Returns whether the text begins with the pattern, in which 0 stands for any digit.
bool starts_with_pattern(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
  }
  return true;
}

/// Returns the number of `size` digits at `position`.
std::int64_t number_at(std::string_view text, std::size_t position, std::size_t size) {
  std::int64_t value = 0;
  for (std::size_t i = position; i < position + size; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

int microseconds_of(std::int64_t fraction, std::size_t digits) {
  for (; digits < kMaxFractionDigits; ++digits) fraction *= 10;
  return static_cast<int>(fraction);
}

/// Returns the days since 1970-01-01 for any year; year 0 is 1 BC. Counts in 400-year eras that
/// begin in March, so that a leap day is the last day of its year (Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms").
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

std::optional<CalendarTime> scan_time(std::string_view text) {
  constexpr std::string_view kDate = "-00-00";
  constexpr std::string_view kTime = " 00:00:00";
  CalendarTime time;
  const auto year_digits = count_digits(text);
  if (year_digits < kMinYearDigits || year_digits > kMaxYearDigits) return std::nullopt;
  time.year = number_at(text, 0, year_digits);
  if (!starts_with_pattern(text.substr(year_digits), kDate)) return std::nullopt;
  time.month = number_at(text, year_digits + 1, 2);
  time.day = number_at(text, year_digits + 4, 2);
  time.date_end = year_digits + kDate.size();
  auto rest = text.substr(time.date_end);
  if (starts_with_pattern(rest, kTime)) {
    time.hour = number_at(rest, 1, 2);
    time.minute = number_at(rest, 4, 2);
    time.second = number_at(rest, 7, 2);
    rest.remove_prefix(kTime.size());
    if (rest.starts_with('.')) {
      const auto digits = count_digits(rest.substr(1));
      if (digits == 0 || digits > kMaxFractionDigits) return std::nullopt;
      time.microseconds = microseconds_of(number_at(rest, 1, digits), digits);
      rest.remove_prefix(1 + digits);
    }
    time.time_end = text.size() - rest.size();
    time.utc = rest.starts_with("+00");
    if (time.utc) rest.remove_prefix(3);
  }
  time.before_christ = rest == " BC";
  const bool in_range = time.year >= 1 && time.year <= kLastYear && time.month >= 1 &&
                        time.month <= 12 && time.day >= 1 && time.day <= 31 && time.hour <= 24 &&
                        time.minute <= 59 && time.second <= 60;
  if (!in_range || !(rest.empty() || time.before_christ)) return std::nullopt;
  return time;
}

UnixTime to_unix_time(const CalendarTime& time) {
  const auto year = time.before_christ ? 1 - time.year : time.year;
  return {days_from_civil(year, time.month, time.day) * kSecondsPerDay + time.hour * 3600 +
              time.minute * 60 + time.second,
          time.microseconds};
}

bool is_infinity(std::string_view text) { return text == "infinity" || text == "-infinity"; }

}  // namespace rowhook
