#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Converts A to Z to lower case. Leaves every other byte unchanged, in any encoding.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns whether the text begins with the prefix, ignoring ASCII case. REQUIRES: a lower-case
/// prefix.
constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii_lower(c); });
}

/// Returns the control character that a letter after a backslash represents in JSON and in the COPY
/// text format. Returns any other character unchanged.
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

/// Returns the candidate nearest to `name` by edit distance in bytes, ignoring ASCII case. Returns
/// nothing if every candidate differs in more than a third of the longer name, which is unlikely to
/// be a typing error. The first candidate wins a tie.
std::optional<std::string_view> nearest(std::string_view name,
                                        const std::vector<std::string_view>& candidates);

/// Returns ` Did you mean "…"?` if nearest() finds a candidate, otherwise an empty string.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

/// Formats the time like `2026-01-31T23:59:59.000Z` (RFC 3339, UTC, milliseconds).
std::string iso_time(std::chrono::system_clock::time_point time);

}  // namespace rowhook
