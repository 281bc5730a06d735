#include "payload/time_text.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace rowhook {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The last year of the type date, which has a larger range than the timestamp types.
constexpr std::int64_t kLastYear = 5'874'897;

/// The zone of a timestamptz in UTC.
constexpr std::string_view kZone = "+00";

constexpr std::size_t kMinYearDigits = 4;
constexpr std::size_t kMaxYearDigits = 7;
constexpr std::size_t kMaxFractionDigits = 6;

/// Removes digits from the beginning of the text, at most `max_digits`. Returns how many there
/// were, and their number in `value`.
std::size_t take_digits(std::string_view& text, std::size_t max_digits, std::int64_t& value) {
  std::size_t digits = 0;
  for (value = 0; digits < std::min(max_digits, text.size()) && is_digit(text[digits]); ++digits) {
    value = value * 10 + (text[digits] - '0');
  }
  text.remove_prefix(digits);
  return digits;
}

/// Removes a separator and two digits from the beginning of the text, and returns whether it begins
/// with them.
bool take_pair(std::string_view& text, char separator, std::int64_t& value) {
  if (text.size() < 3 || text[0] != separator || !is_digit(text[1]) || !is_digit(text[2])) {
    return false;
  }
  value = (text[1] - '0') * 10 + (text[2] - '0');
  text.remove_prefix(3);
  return true;
}

int microseconds_of(std::int64_t fraction, std::size_t digits) {
  for (; digits < kMaxFractionDigits; ++digits) fraction *= 10;
  return static_cast<int>(fraction);
}

/// Returns the days since 1970-01-01 for any year; year 0 is 1 BC. Counts in 400-year eras that
/// begin in March, so that a leap day is the last day of its year (Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms"). std::chrono::year ends at 32767, a timestamp of
/// Postgres at 294276.
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
  CalendarTime time;
  auto rest = text;
  if (take_digits(rest, kMaxYearDigits, time.year) < kMinYearDigits) return std::nullopt;
  if (!take_pair(rest, '-', time.month) || !take_pair(rest, '-', time.day)) return std::nullopt;
  time.date_end = text.size() - rest.size();
  if (take_pair(rest, ' ', time.hour)) {
    if (!take_pair(rest, ':', time.minute) || !take_pair(rest, ':', time.second)) {
      return std::nullopt;
    }
    if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      std::int64_t fraction = 0;
      const auto digits = take_digits(rest, kMaxFractionDigits, fraction);
      if (digits == 0) return std::nullopt;
      time.microseconds = microseconds_of(fraction, digits);
    }
    time.utc = rest.starts_with(kZone);
    if (time.utc) rest.remove_prefix(kZone.size());
    time.time_end = text.size() - rest.size();
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
