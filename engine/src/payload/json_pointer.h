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

}  // namespace rowhook
