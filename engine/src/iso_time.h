#pragma once

#include <chrono>
#include <string>

namespace rowhook {

/// `2026-01-31T23:59:59.000Z` (RFC 3339, UTC, milliseconds).
std::string iso_time(std::chrono::system_clock::time_point time);

}  // namespace rowhook
