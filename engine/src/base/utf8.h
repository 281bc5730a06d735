#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rowhook {

/// Returns whether the byte continues a character of UTF-8.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// A decoded code point.
struct Utf8Character {
  char32_t code_point = 0;
  std::size_t size = 0;  ///< length in bytes; 0: not valid UTF-8 (RFC 3629) at this position
};

/// Decodes the character at `position`. REQUIRES: position < text.size().
Utf8Character utf8_at(std::string_view text, std::size_t position);

/// Appends a code point. REQUIRES: at most U+10FFFF and no surrogate.
void append_utf8(std::string& out, char32_t code_point);

/// Returns whether the whole text is valid UTF-8: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
bool is_utf8(std::string_view text);

/// Returns the longest prefix with at most `characters` code points. REQUIRES: valid UTF-8.
std::string_view utf8_prefix(std::string_view text, std::size_t characters);

/// Maximum length of an excerpt, in code points.
constexpr std::size_t kExcerptCharacters = 200;

/// Returns the beginning of a text for display, for example of a row in a report. The text may
/// contain any bytes.
std::string excerpt_of(std::string_view text);

}  // namespace rowhook
