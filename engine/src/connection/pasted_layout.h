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

/// What a URL of Postgres may begin with: `postgres`, `postgresql+psycopg2`, `pgsql`.
bool is_scheme(std::string_view scheme);

/// Where a URL of Postgres begins that stands for itself, also one of JDBC; npos: nowhere.
std::size_t find_postgres_url(std::string_view text, std::size_t from = 0);

/// Throws connection_string_invalid.
[[noreturn]] void refuse_several();

bool begins_with_quote(std::string_view text);

/// Without a pair of quotes around, and white space within them.
std::optional<std::string> without_quotes(std::string_view text);

/// The URL of a text of several lines: a wrapped URL joined, or the one line of a file that holds a
/// URL. Of a list of keywords, the lines that assign something. Absent: one line, or nothing to
/// leave out. Throws connection_string_invalid where two lines hold a URL each.
std::optional<std::string> one_line(std::string_view text);

}  // namespace rowhook
