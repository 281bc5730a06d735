#include "base/utf8.h"

#include <utf8proc.h>

#include <array>

namespace rowhook {

Utf8Character utf8_at(std::string_view text, std::size_t position) {
  const auto rest = text.substr(position);
  utf8proc_int32_t code_point = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                     static_cast<utf8proc_ssize_t>(rest.size()), &code_point);
  if (size <= 0) return {};
  return {static_cast<char32_t>(code_point), static_cast<std::size_t>(size)};
}

void append_utf8(std::string& out, char32_t code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
  out.append(bytes.begin(), bytes.begin() + size);
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
    while (position < text.size() && is_continuation(text[position])) ++position;
    --characters;
  }
  return text.substr(0, position);
}

std::string excerpt_of(std::string_view text) {
  constexpr std::size_t kMaxBytes = 4 * kExcerptCharacters;  // for bytes that are not UTF-8
  return std::string(utf8_prefix(text.substr(0, kMaxBytes), kExcerptCharacters));
}

}  // namespace rowhook
