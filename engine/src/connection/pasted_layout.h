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

// Quotes of shells, JSON and documentation, and what word processors and chats convert them to.
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

/// Removes white space at both ends, including Unicode white space. Like the functions below,
/// returns nothing if there is nothing to remove.
std::optional<std::string> without_space_around(std::string_view text);

/// Removes invisible characters that have no meaning.
std::optional<std::string> without_invisible(std::string_view text);

/// Returns whether a Postgres URL may begin with this scheme: `postgres`, `postgresql+psycopg2`,
/// `pgsql`.
bool is_scheme(std::string_view scheme);

/// Returns the position of the first Postgres or JDBC URL that is not part of a longer word, or
/// npos.
std::size_t find_postgres_url(std::string_view text, std::size_t from = 0);

/// Throws connection_string_invalid.
[[noreturn]] void refuse_several();

bool begins_with_quote(std::string_view text);

/// Removes a pair of quotes, and white space within them.
std::optional<std::string> without_quotes(std::string_view text);

/// Reduces a text of several lines to its connection string. Joins a wrapped URL, or selects the
/// line of a file that contains a URL. In a list of keywords, keeps the lines that assign a value.
/// Returns nothing for a single line, or if nothing can be removed. Throws
/// connection_string_invalid if two lines contain a URL.
std::optional<std::string> one_line(std::string_view text);

}  // namespace rowhook
