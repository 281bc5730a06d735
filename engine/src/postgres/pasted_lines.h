#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

/// The URL of a text of several lines: a wrapped URL joined, or the one line of a file that holds a
/// URL. Absent: one line, or a list of keywords, whose lines may stay. Throws
/// connection_string_invalid where two lines hold a URL each.
std::optional<std::string> one_line(std::string_view text);

}  // namespace rowhook
