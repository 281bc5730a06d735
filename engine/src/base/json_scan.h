#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_buffer.h"

namespace rowhook {

// Scanning of JSON text (RFC 8259) that must be kept as written: validation, the positions of
// values, and removal of white space.

/// 2^53 - 1. Not every integer beyond it is exact as a double (RFC 8259, section 6).
constexpr std::int64_t kMaxSafeInteger = 9'007'199'254'740'991;

/// White space as JSON defines it.
constexpr bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Returns the first position from `position` on that is not white space, or the size of the text.
inline std::size_t skip_json_space(std::string_view json, std::size_t position) {
  while (position < json.size() && is_json_space(json[position])) ++position;
  return position;
}

/// Returns the end of the JSON value that begins at `position`. REQUIRES: valid JSON, because only
/// strings and brackets are examined. For other text, returns an unspecified position after
/// `position`, or `position` itself if white space, a comma, a closing bracket or the end of the
/// text is there.
std::size_t skip_json_value(std::string_view json, std::size_t position);

/// Returns the end of the object or array that contains `position`, which must be between two
/// members or elements. REQUIRES: valid JSON.
std::size_t skip_json_container(std::string_view json, std::size_t position);

/// Returns the end of the JSON value that begins at `position`, after optional white space, or
/// nothing if there is no valid value. Not recursive, so the depth is unlimited.
std::optional<std::size_t> json_value_end(std::string_view json, std::size_t position);

/// Returns the position of the next character, from `position` on, that must be escaped in a JSON
/// string: a quote, a backslash or a control character below U+0020. Returns the size of the text
/// if there is none.
std::size_t next_escape(std::string_view text, std::size_t position);
std::size_t next_escape(const TextBuffer& text, std::size_t position);

/// Returns the text of each element. REQUIRES: a valid JSON array that begins with its bracket.
std::vector<std::string_view> json_elements(std::string_view array);

/// A member of an object. The key includes its quotes.
struct JsonMember {
  std::string_view key;
  std::string_view value;
};

/// Returns all members, including duplicate keys. REQUIRES: a valid JSON object that begins with
/// its brace.
std::vector<JsonMember> json_members(std::string_view object);

/// Returns whether the text is the JSON value null. White space around it is allowed.
bool is_json_null(std::string_view json);

/// Returns whether the text is exactly one JSON value. White space around it is allowed.
bool is_json(std::string_view text);

/// Appends a JSON value without the white space outside of its strings, and returns true. Returns
/// false if the text is not exactly one JSON value; `out` may hold a part of it then.
[[nodiscard]] bool append_json_compact(TextBuffer& out, std::string_view json);

/// Returns whether the text is exactly one JSON number.
bool is_json_number(std::string_view text);

/// Returns whether the text is exactly one JSON number without fraction and exponent.
bool is_json_integer(std::string_view text);

/// Decodes a JSON string. Returns nothing for a lone surrogate, which UTF-8 cannot represent.
/// REQUIRES: a valid JSON string with its quotes.
std::optional<std::string> json_string_value(std::string_view token);

}  // namespace rowhook
