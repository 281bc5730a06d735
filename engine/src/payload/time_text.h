#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rowhook {

/// A moment of the proleptic Gregorian calendar, counted from 1970-01-01 00:00:00 UTC.
struct UnixTime {
  std::int64_t seconds = 0;  ///< rounded down
  int microseconds = 0;      ///< 0 to 999999, added to the seconds
};

/// Reads a date, timestamp or timestamptz as Postgres prints it under DateStyle=ISO and
/// TimeZone=UTC, for example `0044-03-15 12:00:00.5+00 BC`; nothing for the infinities and for what
/// no Postgres prints.
std::optional<UnixTime> parse_time(std::string_view text);

}  // namespace rowhook
