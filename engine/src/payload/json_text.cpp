#include "payload/json_text.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "payload/json_scan.h"

namespace rowhook {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] = true;
  table['"'] = true;
  table['\\'] = true;
  return table;
}();

/// One bit in each of the eight bytes that needs an escape: below 0x20, a quote or a backslash.
/// Bits of bytes behind the first such one may be wrong.
constexpr std::uint64_t escapes_in(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const auto zeros = [](std::uint64_t word) { return (word - kOnes) & ~word; };
  return (((bytes - kOnes * 0x20) & ~bytes) | zeros(bytes ^ kOnes * '"') |
          zeros(bytes ^ kOnes * '\\')) &
         kHighBits;
}

/// Where the next character that needs an escape is, or the end.
std::size_t next_escape(std::string_view text, std::size_t position) {
  for (std::uint64_t bytes = 0; position + sizeof bytes <= text.size(); position += sizeof bytes) {
    std::memcpy(&bytes, text.data() + position, sizeof bytes);
    if (escapes_in(bytes) != 0) break;
  }
  while (position < text.size() && !kNeedsEscape[static_cast<unsigned char>(text[position])]) {
    ++position;
  }
  return position;
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
  std::size_t run = 0;
  for (auto position = next_escape(text, 0); position < text.size();
       position = next_escape(text, run)) {
    const auto byte = static_cast<unsigned char>(text[position]);
    out.append(text, run, position - run);
    run = position + 1;
    switch (byte) {
      case '"':
        out.append("\\\"");
        break;
      case '\\':
        out.append("\\\\");
        break;
      case '\b':
        out.append("\\b");
        break;
      case '\f':
        out.append("\\f");
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\r':
        out.append("\\r");
        break;
      case '\t':
        out.append("\\t");
        break;
      default:
        out.append("\\u00");
        out.push_back(kHexDigits[byte >> 4U]);
        out.push_back(kHexDigits[byte & 0x0FU]);
    }
  }
  out.append(text, run);
}

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  append_json_escaped(out, text);
  out.push_back('"');
}

void append_json_compact(std::string& out, std::string_view json) {
  std::size_t run = 0;
  bool in_string = false;
  for (std::size_t position = 0; position < json.size(); ++position) {
    const char c = json[position];
    if (in_string) {
      if (c == '\\') {
        ++position;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (is_json_space(c)) {
      out.append(json, run, position - run);
      run = position + 1;
    }
  }
  out.append(json, run);
}

}  // namespace rowhook
