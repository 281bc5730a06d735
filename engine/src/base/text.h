#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace rowhook {

// Of ASCII only, in any locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

inline constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Converts A to Z to lower case. Leaves every other byte unchanged, in any encoding.
constexpr char ascii_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
std::string ascii_lower(std::string_view text);

/// Removes ASCII white space at both ends.
std::string_view trim(std::string_view text);

constexpr bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Joins the results of `to_text` for all elements.
template <class Range, class ToText>
std::string join(const Range& range, std::string_view separator, ToText&& to_text) {
  std::string joined;
  bool first = true;
  for (const auto& element : range) {
    if (!std::exchange(first, false)) joined += separator;
    joined += to_text(element);
  }
  return joined;
}

/// Parses the whole text as a decimal number. Returns nothing if it is not one or is out of range.
template <class Int>
std::optional<Int> number_in(std::string_view text) {
  Int number{};
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

/// Returns whether the text begins with the prefix, ignoring ASCII case. REQUIRES: a lower-case
/// prefix.
constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii_lower(c); });
}

/// The names of the values of an enumeration, in their order.
template <class Enum, std::size_t n>
struct EnumNames {
  std::array<std::string_view, n> all;

  constexpr std::string_view operator[](Enum value) const {
    return all[static_cast<std::size_t>(value)];
  }
  constexpr std::optional<Enum> find(std::string_view name) const {
    const auto found = std::ranges::find(all, name);
    if (found == all.end()) return std::nullopt;
    return static_cast<Enum>(found - all.begin());
  }
};

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
