#pragma once

namespace rowhook {

/// Lower case of A to Z; every other byte, of whatever encoding, as it is.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace rowhook
