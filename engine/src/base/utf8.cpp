#include "base/utf8.h"

namespace rowhook {
namespace {

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

struct LeadByte {
  std::size_t size;
  char32_t bits;
  char32_t smallest;  // smaller code points are overlong forms
};

constexpr LeadByte lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xE0U) == 0xC0U) return {2, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0U) return {3, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0U) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

Utf8Character utf8_at(std::string_view text, std::size_t position) {
  const auto [size, bits, smallest] = lead(static_cast<unsigned char>(text[position]));
  if (size == 0 || position + size > text.size()) return {};
  char32_t code_point = bits;
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[position + i]);
    if (!is_continuation(byte)) return {};
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < smallest || surrogate || code_point > 0x10FFFF) return {};
  return {code_point, size};
}

bool is_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (static_cast<unsigned char>(text[position]) < 0x80) {
      ++position;
      continue;
    }
    const auto character = utf8_at(text, position);
    if (character.size == 0) return false;
    position += character.size;
  }
  return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t characters) {
  std::size_t position = 0;
  while (position < text.size() && characters > 0) {
    ++position;
    while (position < text.size() && is_continuation(static_cast<unsigned char>(text[position]))) {
      ++position;
    }
    --characters;
  }
  return text.substr(0, position);
}

std::string excerpt_of(std::string_view text) {
  constexpr std::size_t kMaxBytes = 4 * kExcerptCharacters;  // for bytes that are not UTF-8
  return std::string(utf8_prefix(text.substr(0, kMaxBytes), kExcerptCharacters));
}

}  // namespace rowhook
