#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

// Reading JSON (RFC 8259) where its text must stay as it is: what is a value, and where it ends.

/// The white space of JSON.
constexpr bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Where the JSON value that begins at `position` (after white space) ends; nothing when there is
/// no valid value. Takes any depth without recursion.
std::optional<std::size_t> json_value_end(std::string_view json, std::size_t position);

/// Where the next character is, from `position` on, that cannot stand in a JSON string as it is: a
/// quote, a backslash or a control below U+0020. The size of the text where there is none.
std::size_t next_escape(std::string_view text, std::size_t position);

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
