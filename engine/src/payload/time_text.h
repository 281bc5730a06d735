#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rowhook {

/// Time since 1970-01-01 00:00:00 UTC in the proleptic Gregorian calendar.
struct UnixTime {
  std::int64_t seconds = 0;  ///< rounded down
  int microseconds = 0;      ///< 0 to 999999, added to the seconds
};

/// A date, timestamp or timestamptz as Postgres prints it with DateStyle=ISO and TimeZone=UTC, for
/// example `0044-03-15 12:00:00.5+00 BC`.
struct CalendarTime {
  std::int64_t year = 0;  ///< from 1; 44 for 44 BC
  std::int64_t month = 0;
  std::int64_t day = 0;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  int microseconds = 0;
  bool before_christ = false;
  bool utc = false;          ///< whether the text has the zone +00
  std::size_t date_end = 0;  ///< position of the end of the date in the text
  std::size_t time_end = 0;  ///< position of the end of time and zone; 0 for a date alone
};

/// Parses a date or time. Returns nothing for the infinities and for any other format or zone.
std::optional<CalendarTime> scan_time(std::string_view text);

UnixTime to_unix_time(const CalendarTime& time);

bool is_infinity(std::string_view text);

}  // namespace rowhook
