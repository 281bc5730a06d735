#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rowhook {

/// One code point of UTF-8 text.
struct Utf8Character {
  char32_t code_point = 0;
  std::size_t size = 0;  ///< bytes taken; 0: not valid UTF-8 (RFC 3629) at this place
};

/// Decodes the character at `position`. REQUIRES position < text.size().
Utf8Character utf8_at(std::string_view text, std::size_t position);

/// Whether the whole text is valid UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

/// The longest beginning of valid UTF-8 text with at most `characters` code points.
std::string_view utf8_prefix(std::string_view text, std::size_t characters);

/// Code points of a row or a value that a report shows.
constexpr std::size_t kExcerptCharacters = 200;

/// The beginning of a text of any bytes, for people.
std::string excerpt_of(std::string_view text);

}  // namespace rowhook
