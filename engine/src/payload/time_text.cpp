#include "payload/time_text.h"

#include <algorithm>
#include <cstddef>

namespace rowhook {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The last year of the type date, which has a larger range than the timestamp types.
constexpr std::int64_t kLastYear = 5'874'897;

/// Reads a text from the front. A failed expectation makes ok() false for good.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  /// Reads a number of `least` to `most` digits.
  std::int64_t number(std::size_t least, std::size_t most) {
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; digits < std::min(most, text_.size()); ++digits) {
      const int digit = text_[digits] - '0';
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    ok_ = ok_ && digits >= least;
    text_.remove_prefix(digits);
    return value;
  }

  void expect(char c) { ok_ = take(std::string_view(&c, 1)) && ok_; }

  bool take(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.remove_prefix(word.size());
    return true;
  }

  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }
  std::size_t left() const { return text_.size(); }

 private:
  std::string_view text_;
  bool ok_ = true;
};

constexpr std::size_t kMaxYearDigits = 7;
constexpr std::size_t kMaxFractionDigits = 6;

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
  Scanner scanner(text);
  CalendarTime time;
  time.year = scanner.number(4, kMaxYearDigits);
  scanner.expect('-');
  time.month = scanner.number(2, 2);
  scanner.expect('-');
  time.day = scanner.number(2, 2);
  time.date_end = text.size() - scanner.left();
  const bool date_ends = scanner.at_end() || text.substr(time.date_end) == " BC";
  if (!date_ends) {
    scanner.expect(' ');
    time.hour = scanner.number(2, 2);
    scanner.expect(':');
    time.minute = scanner.number(2, 2);
    scanner.expect(':');
    time.second = scanner.number(2, 2);
    if (scanner.take(".")) {
      const auto before = scanner.left();
      const auto fraction = scanner.number(1, kMaxFractionDigits);
      time.microseconds = microseconds_of(fraction, before - scanner.left());
    }
    time.time_end = text.size() - scanner.left();
    time.utc = scanner.take("+00");
  }
  time.before_christ = scanner.take(" BC");
  const bool in_range = time.year >= 1 && time.year <= kLastYear && time.month >= 1 &&
                        time.month <= 12 && time.day >= 1 && time.day <= 31 && time.hour <= 24 &&
                        time.minute <= 59 && time.second <= 60;
  if (!scanner.ok() || !scanner.at_end() || !in_range) return std::nullopt;
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
