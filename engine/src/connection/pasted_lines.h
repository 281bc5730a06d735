#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

/// Reduces a text of several lines to its connection string. Joins a wrapped URL, or selects the
/// line of a file that contains a URL. In a list of keywords, keeps the lines that assign a value.
/// Returns nothing for a single line. Throws connection_string_invalid for several connection
/// strings.
std::optional<std::string> one_line(std::string_view text);

}  // namespace rowhook
