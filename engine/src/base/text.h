#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Lower case of A to Z; every other byte, of whatever encoding, as it is.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether the text begins with the prefix, in either case. REQUIRES a prefix in lower case.
constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii_lower(c); });
}

/// The control character that a letter stands for after a backslash, in JSON and in COPY's text
/// alike; any other character stands for itself.
constexpr char unescaped_control(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;
  }
}

/// The candidate nearest to `name` by edit distance over bytes, ignoring ASCII case; nothing when
/// none is close enough to be a plausible slip (more than a third of the longer name differs). Ties
/// go to the first candidate.
std::optional<std::string_view> nearest(std::string_view name,
                                        const std::vector<std::string_view>& candidates);

/// ` Did you mean "…"?` where a candidate is near enough, otherwise nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

/// `2026-01-31T23:59:59.000Z` (RFC 3339, UTC, milliseconds).
std::string iso_time(std::chrono::system_clock::time_point time);

}  // namespace rowhook
