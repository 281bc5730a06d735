#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

struct Quotes {
  std::string_view open;
  std::string_view close;
};

// Those of shells, JSON and documentation, and what word processors and chats make of them.
inline constexpr std::array<Quotes, 19> kQuotes{{{"```", "```"},
                                                 {"**", "**"},
                                                 {"\\\"", "\\\""},
                                                 {"\"", "\""},
                                                 {"'", "'"},
                                                 {"`", "`"},
                                                 {"<", ">"},
                                                 {"(", ")"},
                                                 {"[", "]"},
                                                 {"“", "”"},
                                                 {"“", "“"},
                                                 {"”", "”"},
                                                 {"„", "“"},
                                                 {"„", "”"},
                                                 {"‘", "’"},
                                                 {"’", "’"},
                                                 {"‚", "‘"},
                                                 {"«", "»"},
                                                 {"»", "«"}}};

/// Without ASCII white space around.
std::string_view trim(std::string_view text);

/// Without white space around, also that of Unicode. Absent here and below: the text has none.
std::optional<std::string> without_space_around(std::string_view text);

/// Without characters that are seen nowhere and mean nothing.
std::optional<std::string> without_invisible(std::string_view text);

bool begins_with_quote(std::string_view text);

/// Without a pair of quotes around, and white space within them.
std::optional<std::string> without_quotes(std::string_view text);

/// The URL of a text of several lines: a wrapped URL joined, or the one line of a file that holds a
/// URL. Absent: one line, or a list of keywords, whose lines may stay. Throws
/// connection_string_invalid where two lines hold a URL each.
std::optional<std::string> one_line(std::string_view text);

}  // namespace rowhook
