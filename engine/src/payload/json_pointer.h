#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// RFC 6901: the reference tokens, their `~0` and `~1` resolved.
using JsonPointer = std::vector<std::string>;

/// Nothing when the text is no JSON Pointer. The empty text points to the whole value.
std::optional<JsonPointer> parse_json_pointer(std::string_view text);

/// The text of the value that the pointer finds, without white space around it. Of duplicate keys
/// the last one counts, as in Postgres. REQUIRES valid JSON.
std::optional<std::string_view> find_json(std::string_view json, const JsonPointer& pointer);

/// The texts of an array's elements. REQUIRES valid JSON.
std::vector<std::string_view> json_elements(std::string_view array);

}  // namespace rowhook
