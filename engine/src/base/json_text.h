#pragma once

#include <string>
#include <string_view>

#include "base/text_buffer.h"

namespace rowhook {

// Writing of JSON text (RFC 8259). Tokens are kept as written: no number becomes a double.

/// Appends the text as the content of a JSON string, without quotes. Escapes `\" \\ \b \f \n \r \t`
/// and writes other control characters below U+0020 as `\u00xx`. Everything else is unchanged.
void append_json_escaped(TextBuffer& out, std::string_view text);

/// Appends `text` as a JSON string.
void append_json_string(std::string& out, std::string_view text);
void append_json_string(TextBuffer& out, std::string_view text);

}  // namespace rowhook
