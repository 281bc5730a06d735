#include "base/json_scan.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace rowhook {
namespace {

std::size_t skip_digits(std::string_view text, std::size_t position) {
  while (position < text.size() && is_digit(text[position])) ++position;
  return position;
}

std::optional<std::size_t> integer_end(std::string_view text, std::size_t position) {
  if (position < text.size() && text[position] == '-') ++position;
  if (position >= text.size() || !is_digit(text[position])) return std::nullopt;
  return text[position] == '0' ? position + 1 : skip_digits(text, position);
}

std::optional<std::size_t> number_end(std::string_view text, std::size_t position) {
  auto end = integer_end(text, position);
  if (!end) return std::nullopt;
  position = *end;
  if (position < text.size() && text[position] == '.') {
    const auto fraction = position + 1;
    position = skip_digits(text, fraction);
    if (position == fraction) return std::nullopt;
  }
  if (position < text.size() && (text[position] == 'e' || text[position] == 'E')) {
    ++position;
    if (position < text.size() && (text[position] == '+' || text[position] == '-')) ++position;
    const auto exponent = position;
    position = skip_digits(text, exponent);
    if (position == exponent) return std::nullopt;
  }
  return position;
}

std::optional<unsigned> hex4(std::string_view text, std::size_t position) {
  unsigned value = 0;
  if (position + 4 > text.size()) return std::nullopt;
  const char* begin = text.data() + position;
  const auto [end, error] = std::from_chars(begin, begin + 4, value, 16);
  if (error != std::errc{} || end != begin + 4) return std::nullopt;
  return value;
}

std::optional<std::size_t> string_end(std::string_view json, std::size_t position) {
  for (position = next_escape(json, position + 1); position < json.size();
       position = next_escape(json, position + 1)) {
    const char c = json[position];
    if (c == '"') return position + 1;
    if (c != '\\' || ++position == json.size()) return std::nullopt;
    if (json[position] == 'u') {
      if (!hex4(json, position + 1)) return std::nullopt;
      position += 4;
    } else if (std::string_view("\"\\/bfnrt").find(json[position]) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> word_end(std::string_view json, std::size_t position,
                                    std::string_view word) {
  if (!json.substr(position).starts_with(word)) return std::nullopt;
  return position + word.size();
}

/// REQUIRES: `position` is within the text.
std::optional<std::size_t> scalar_end(std::string_view json, std::size_t position) {
  switch (json[position]) {
    case '"':
      return string_end(json, position);
    case 't':
      return word_end(json, position, "true");
    case 'f':
      return word_end(json, position, "false");
    case 'n':
      return word_end(json, position, "null");
    default:
      return number_end(json, position);
  }
}

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;

/// Sets the high bit of each byte that equals `c`. Bits above the first match may be wrong.
constexpr std::uint64_t bytes_that_are(char c, std::uint64_t bytes) {
  const auto difference = bytes ^ (kOnes * static_cast<unsigned char>(c));
  return (difference - kOnes) & ~difference & kHighBits;
}

/// Returns eight bytes of a text, the first one in the lowest bits.
std::uint64_t load_word(const char* begin) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, begin, sizeof bytes);
  return std::endian::native == std::endian::little ? bytes : __builtin_bswap64(bytes);
}

/// Returns the index of the first byte whose high bit is set, or 8 if there is none.
std::size_t first_byte(std::uint64_t high_bits) {
  return static_cast<std::size_t>(std::countr_zero(high_bits)) / 8;
}

/// Returns the position of the next byte for which `matching(word)` sets the high bit, or the size
/// of the text. Bits above the first match may be wrong.
template <class Matching>
std::size_t find_next(std::string_view json, std::size_t position, Matching&& matching) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  for (; position + kWord <= json.size(); position += kWord) {
    if (const auto found = matching(load_word(json.data() + position))) {
      return position + first_byte(found);
    }
  }
  if (position < json.size() && json.size() >= kWord) {
    // The last word of the text, without the bytes before the position.
    const auto overlap = kWord - (json.size() - position);
    const auto bytes = load_word(json.data() + json.size() - kWord) >> (8 * overlap);
    return std::min(position + first_byte(matching(bytes)), json.size());
  }
  const auto is_match = [&](char c) {
    return (matching(static_cast<unsigned char>(c)) & 0x80U) != 0;
  };
  while (position < json.size() && !is_match(json[position])) ++position;
  return position;
}

/// Sets the high bit of each byte that must be escaped in a JSON string. The limitation of
/// bytes_that_are() applies.
constexpr std::uint64_t bytes_to_escape(std::uint64_t bytes) {
  const auto controls = (bytes - kOnes * 0x20) & ~bytes & kHighBits;
  return controls | bytes_that_are('"', bytes) | bytes_that_are('\\', bytes);
}

/// Returns the position after the string that begins at `position` with a quote.
std::size_t skip_string(std::string_view json, std::size_t position) {
  for (++position;;) {
    position = find_next(json, position, [](std::uint64_t bytes) {
      return bytes_that_are('"', bytes) | bytes_that_are('\\', bytes);
    });
    if (position >= json.size()) return json.size();
    if (json[position] == '"') return position + 1;
    position += 2;
  }
}

/// Returns the position after the bracket that closes the outermost of `depth` open brackets.
std::size_t skip_to_close(std::string_view json, std::size_t position, std::size_t depth) {
  // Setting bit 0x20 turns square brackets into braces and leaves quotes unchanged.
  constexpr std::uint64_t kBraces = kOnes * 0x20;
  for (;;) {
    position = find_next(json, position, [](std::uint64_t bytes) {
      const auto braces = bytes | kBraces;
      return bytes_that_are('{', braces) | bytes_that_are('}', braces) | bytes_that_are('"', bytes);
    });
    if (position >= json.size()) return json.size();
    const char c = json[position];
    if (c == '"') {
      position = skip_string(json, position);
      continue;
    }
    ++position;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return position;
  }
}

/// Skips `"key" :` and returns the position of the value. `skip_space` is that of value_end().
template <class SkipSpace>
std::optional<std::size_t> key_end(std::string_view json, std::size_t position,
                                   SkipSpace&& skip_space) {
  if (position >= json.size() || json[position] != '"') return std::nullopt;
  const auto end = string_end(json, position);
  if (!end) return std::nullopt;
  const auto colon = skip_space(*end);
  if (colon >= json.size() || json[colon] != ':') return std::nullopt;
  return skip_space(colon + 1);
}

/// Does what json_value_end() does. `skip_space` takes each position where white space may be, in
/// order, and returns the position after it.
template <class SkipSpace>
std::optional<std::size_t> value_end(std::string_view json, std::size_t position,
                                     SkipSpace&& skip_space) {
  std::string open;  // expected closing brackets; common depths need no allocation
  position = skip_space(position);
  while (true) {
    if (position >= json.size()) return std::nullopt;
    const char c = json[position];
    bool complete = true;
    if (c == '{' || c == '[') {
      const char closing = c == '{' ? '}' : ']';
      position = skip_space(position + 1);
      if (position < json.size() && json[position] == closing) {
        ++position;
      } else {
        open.push_back(closing);
        complete = false;
        if (c == '{') {
          const auto value = key_end(json, position, skip_space);
          if (!value) return std::nullopt;
          position = *value;
        }
      }
    } else {
      const auto end = scalar_end(json, position);
      if (!end) return std::nullopt;
      position = *end;
    }
    while (complete) {
      if (open.empty()) return position;
      position = skip_space(position);
      if (position >= json.size()) return std::nullopt;
      if (json[position] == open.back()) {
        open.pop_back();
        ++position;
      } else if (json[position] == ',') {
        position = skip_space(position + 1);
        if (open.back() == '}') {
          const auto value = key_end(json, position, skip_space);
          if (!value) return std::nullopt;
          position = *value;
        }
        complete = false;
      } else {
        return std::nullopt;
      }
    }
  }
}

constexpr bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_low_surrogate(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

}  // namespace

std::size_t next_escape(std::string_view text, std::size_t position) {
  return find_next(text, position, bytes_to_escape);
}

std::size_t next_escape(const TextBuffer& text, std::size_t position) {
  static_assert(TextBuffer::kSlack >= sizeof(std::uint64_t));
  for (; position < text.size(); position += sizeof(std::uint64_t)) {
    if (const auto found = bytes_to_escape(load_word(text.view().data() + position))) {
      return std::min(position + first_byte(found), text.size());
    }
  }
  return text.size();
}

std::size_t skip_json_value(std::string_view json, std::size_t position) {
  if (position >= json.size()) return json.size();
  if (json[position] == '"') return skip_string(json, position);
  if (json[position] == '{' || json[position] == '[') return skip_to_close(json, position + 1, 1);
  const auto ends = [](char c) { return c == ',' || c == ']' || c == '}' || is_json_space(c); };
  while (position < json.size() && !ends(json[position])) ++position;
  return position;
}

std::size_t skip_json_container(std::string_view json, std::size_t position) {
  return skip_to_close(json, position, 1);
}

std::optional<std::size_t> json_value_end(std::string_view json, std::size_t position) {
  return value_end(json, position, [json](std::size_t at) { return skip_json_space(json, at); });
}

std::vector<std::string_view> json_elements(std::string_view array) {
  std::vector<std::string_view> elements;
  auto position = skip_json_space(array, 1);
  while (position < array.size() && array[position] != ']') {
    const auto end = skip_json_value(array, position);
    elements.push_back(array.substr(position, end - position));
    position = skip_json_space(array, end);
    if (position < array.size() && array[position] == ',') ++position;
    position = skip_json_space(array, position);
  }
  return elements;
}

std::vector<JsonMember> json_members(std::string_view object) {
  std::vector<JsonMember> members;
  auto position = skip_json_space(object, 1);
  while (position < object.size() && object[position] != '}') {
    const auto key_end = skip_json_value(object, position);
    const auto value_begin = skip_json_space(object, skip_json_space(object, key_end) + 1);
    const auto value_end = skip_json_value(object, value_begin);
    members.push_back({object.substr(position, key_end - position),
                       object.substr(value_begin, value_end - value_begin)});
    position = skip_json_space(object, value_end);
    if (position < object.size() && object[position] == ',') ++position;
    position = skip_json_space(object, position);
  }
  return members;
}

bool is_json_null(std::string_view json) {
  const auto begin = skip_json_space(json, 0);
  return json.substr(begin, 4) == "null" && skip_json_space(json, begin + 4) == json.size();
}

bool is_json(std::string_view text) {
  const auto end = json_value_end(text, 0);
  return end && skip_json_space(text, *end) == text.size();
}

bool append_json_compact(TextBuffer& out, std::string_view json) {
  std::size_t run = 0;
  const auto skip_space = [&](std::size_t position) {
    if (position >= json.size() || !is_json_space(json[position])) return position;
    out.append({json.data() + run, position - run});
    run = skip_json_space(json, position + 1);
    return run;
  };
  const auto end = value_end(json, 0, skip_space);
  if (!end || skip_space(*end) != json.size()) return false;
  out.append(json.substr(run));
  return true;
}

bool is_json_number(std::string_view text) { return number_end(text, 0) == text.size(); }

bool is_json_integer(std::string_view text) { return integer_end(text, 0) == text.size(); }

std::optional<std::string> json_string_value(std::string_view token) {
  std::string value;
  value.reserve(token.size() - 2);
  const auto end = token.size() - 1;
  for (std::size_t position = 1; position < end; ++position) {
    const auto escape = std::min(token.find('\\', position), end);
    value.append(token, position, escape - position);
    if (escape == end) break;
    position = escape + 1;
    if (token[position] != 'u') {
      value.push_back(unescaped_control(token[position]));
      continue;
    }
    char32_t unit = *hex4(token, position + 1);
    position += 4;
    if (is_low_surrogate(unit)) return std::nullopt;
    if (is_high_surrogate(unit)) {
      if (!token.substr(position + 1).starts_with("\\u")) return std::nullopt;
      const auto low = hex4(token, position + 3);
      if (!low || !is_low_surrogate(*low)) return std::nullopt;
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (*low - 0xDC00);
      position += 6;
    }
    append_utf8(value, unit);
  }
  return value;
}

}  // namespace rowhook
