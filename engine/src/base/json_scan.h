#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

// Reading JSON (RFC 8259) where its text must stay as it is: what is a value, and where it ends.

/// 2^53 - 1: beyond it, not every integer is a double (RFC 8259, 6).
constexpr std::int64_t kMaxSafeInteger = 9'007'199'254'740'991;

/// The white space of JSON.
constexpr bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The first position from `position` on that holds no white space, or the end.
std::size_t skip_json_space(std::string_view json, std::size_t position);

/// Where the JSON value that begins at `position` ends. REQUIRES valid JSON; only strings and
/// brackets are looked at. Other text gives an unspecified position from `position` on, after it
/// where there is no bracket or comma.
std::size_t skip_json_value(std::string_view json, std::size_t position);

/// Where the object or array ends that `position` lies in, between two of its members or elements.
/// REQUIRES valid JSON, as above.
std::size_t skip_json_container(std::string_view json, std::size_t position);

/// Where the JSON value that begins at `position` (after white space) ends; nothing when there is
/// no valid value. Takes any depth without recursion.
std::optional<std::size_t> json_value_end(std::string_view json, std::size_t position);

/// Where the next character is, from `position` on, that cannot stand in a JSON string as it is: a
/// quote, a backslash or a control below U+0020. The size of the text where there is none.
std::size_t next_escape(std::string_view text, std::size_t position);

/// The texts of an array's elements. REQUIRES a valid JSON array that begins with its bracket.
std::vector<std::string_view> json_elements(std::string_view array);

/// A member of an object: its key with its quotes, and its value.
struct JsonMember {
  std::string_view key;
  std::string_view value;
};

/// The members of an object, also those with equal keys. REQUIRES a valid JSON object that begins
/// with its brace.
std::vector<JsonMember> json_members(std::string_view object);

/// Whether the text is the JSON value null, white space around it allowed.
bool is_json_null(std::string_view json);

/// Whether the text is exactly one JSON value, white space around it allowed.
bool is_json(std::string_view text);

/// Whether the text is exactly one JSON number token.
bool is_json_number(std::string_view text);

/// Whether the text is exactly one JSON number token without fraction and exponent.
bool is_json_integer(std::string_view text);

/// The text of a JSON string token, its escapes resolved; nothing for a lone surrogate, which no
/// UTF-8 text can hold. REQUIRES a valid token with its quotes.
std::optional<std::string> json_string_value(std::string_view token);

}  // namespace rowhook
