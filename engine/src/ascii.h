#pragma once

#include <algorithm>
#include <string_view>

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

}  // namespace rowhook
