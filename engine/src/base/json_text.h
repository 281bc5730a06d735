#pragma once

#include <string>
#include <string_view>

namespace rowhook {

// Writing JSON (RFC 8259) as text. Tokens stay as they were written: nothing here turns a number
// into a double.

/// Appends what stands between the quotes of a JSON string: `\" \\ \b \f \n \r \t`, other controls
/// below U+0020 as `\u00xx`, everything else as itself.
void append_json_escaped(std::string& out, std::string_view text);

/// Appends `text` as a JSON string.
void append_json_string(std::string& out, std::string_view text);

/// Appends a JSON text without the white space outside its strings. REQUIRES valid JSON.
void append_json_compact(std::string& out, std::string_view json);

}  // namespace rowhook
