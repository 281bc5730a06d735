#include "connection/pasted_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "connection/connection_parameters.h"
#include "connection/pasted_lines.h"
#include "connection/pasted_url.h"
#include "connection/psql_command.h"

namespace rowhook {
namespace {

using Changed = std::optional<std::string>;  // nothing: the pattern does not match

struct Quotes {
  std::string_view open;
  std::string_view close;
};

// Quotes of shells, JSON and documentation, and what word processors and chats convert them to.
constexpr std::array<Quotes, 19> kQuotes{{{"```", "```"},
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

// The zero-width space, direction marks, the word joiner, the byte order mark and the soft hyphen.
// The joiners U+200C and U+200D are kept: they are part of words and emoji.
constexpr std::array<std::string_view, 15> kInvisible{
    "\u200b", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\u00ad"};

constexpr std::array<std::string_view, 17> kWideSpaces{
    "\u00a0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
    "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

Changed without_invisible(std::string_view text) {
  const auto size = text.size();
  std::string kept;
  while (!text.empty()) {
    const auto* found =
        std::ranges::find_if(kInvisible, [&](auto mark) { return text.starts_with(mark); });
    if (found == kInvisible.end()) kept += text.front();
    text.remove_prefix(found == kInvisible.end() ? 1 : found->size());
  }
  return kept.size() < size ? std::optional(std::move(kept)) : std::nullopt;
}

bool begins_with_quote(std::string_view text) {
  return std::ranges::any_of(kQuotes,
                             [&](const Quotes& quotes) { return text.starts_with(quotes.open); });
}

/// Removes a pair of quotes, and white space within them.
Changed without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const auto around = open.size() + close.size();
    if (text.size() >= around && text.starts_with(open) && text.ends_with(close)) {
      return std::string(trim(text.substr(open.size(), text.size() - around)));
    }
  }
  return std::nullopt;
}

Changed shorter(std::string_view text, std::string_view original) {
  return text.size() < original.size() ? Changed(text) : std::nullopt;
}

// Commands of shells, prompts, list bullets, quoted mail and keywords of languages.
constexpr std::array<std::string_view, 15> kCommands{
    "export ", "set ", "env ", "const ", "let ", "var ",     "psql ", "$ ",
    "> ",      "% ",   "- ",   "* ",     "-d ",  "--dbname", "$env:"};

Changed without_command(std::string_view text) {
  for (const auto command : kCommands) {
    if (!starts_with_ignoring_case(text, command)) continue;
    const auto rest = trim(text.substr(command.size()));
    return Changed(command == "--dbname" && rest.starts_with('=') ? rest.substr(1) : rest);
  }
  return std::nullopt;
}

// A connection string never begins with a quote, and a URL never ends with one that is not
// percent-encoded.
Changed without_lone_quote(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const auto rest = text.substr(std::min(open.size(), text.size()));
    if (text.starts_with(open) && !contains(rest, close) && contains(rest, "://"))
      return Changed(rest);
    if (is_url(text) && text.ends_with(close) && close != ">" && !contains(text, "password=") &&
        text.find(open) == text.size() - close.size()) {
      return Changed(text.substr(0, text.size() - close.size()));
    }
  }
  return std::nullopt;
}

bool begins_url(std::string_view text) {
  const auto scheme = text.substr(0, text.find("://"));
  return scheme.size() < text.size() &&
         std::ranges::none_of(scheme, [](char c) { return is_space(c) || c == '=' || c == '@'; });
}

/// `KEY=…`, `KEY = …`, `key: …`, `"key": …`, `'key' => …`, `Label of a page: …`.
Changed without_name(std::string_view text) {
  const auto name_end = text.find_first_of("=:");
  if (name_end == 0 || name_end == std::string_view::npos) return std::nullopt;
  const bool colon = text[name_end] == ':';
  auto value = text.substr(name_end + 1);
  if (colon && value.starts_with('=')) value.remove_prefix(1);
  if (!colon && value.starts_with('>')) value.remove_prefix(1);
  const bool spaced = !value.empty() && is_space(value.front());
  value = trim(value);
  const bool quoted = begins_with_quote(value);
  // In a URL, the slashes follow the colon immediately.
  if (colon && !spaced && !quoted) return std::nullopt;

  std::string name(trim(text.substr(0, name_end)));
  if (auto unquoted = without_quotes(name)) name = std::move(*unquoted);
  const bool is_name = std::ranges::all_of(name, [&](char c) {
    return is_alnum(c) || contains("_.-[]", {&c, 1}) || (colon && c == ' ');
  });
  if (name.empty() || !is_name || rule_for(name) != ParameterRule::unknown) return std::nullopt;
  const bool capitals =
      std::ranges::none_of(name, [](char c) { return is_alpha(c) && c == ascii_lower(c); });
  const auto inside = without_quotes(trim(value.substr(0, value.find_last_not_of(",;") + 1)));
  const bool whole = inside && inside->find(value.front()) == std::string::npos;
  return capitals || whole || begins_url(quoted ? value.substr(1) : value) ? Changed(value)
                                                                           : std::nullopt;
}

/// `create_engine("…")`, `{"url": "…"}`.
Changed without_brackets(std::string_view text) {
  if (!contains(text, "://")) return std::nullopt;
  const auto end = text.find_last_not_of(",; ");
  const auto open = text.find_first_of("({");
  if (open == std::string_view::npos || end == std::string_view::npos || end <= open) {
    return std::nullopt;
  }
  const bool call = text[open] == '(' && text[end] == ')' && open > 0 &&
                    std::ranges::all_of(text.substr(0, open),
                                        [](char c) { return is_alpha(c) || c == '_' || c == '.'; });
  const bool object = text[open] == '{' && text[end] == '}' && open == 0;
  if (!call && !object) return std::nullopt;
  const auto inside = trim(text.substr(open + 1, end - open - 1));
  return begins_with_quote(inside) || object ? Changed(inside) : std::nullopt;
}

bool begins_what_follows(std::string_view text) {
  constexpr std::array<std::string_view, 8> kMarkers{"#", "//", "-", "|", "<", ">", "&&", "\\"};
  return std::ranges::any_of(kMarkers, [&](auto marker) { return text.starts_with(marker); });
}

/// Options of psql, comments and redirections after a closing quote or a URL.
Changed without_what_follows(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    if (!text.starts_with(open)) continue;
    const auto end = text.find(close, open.size());
    if (end == std::string_view::npos) continue;
    const auto rest = trim(text.substr(end + close.size()));
    const auto separators = std::min(rest.find_first_not_of(",;) "), rest.size());
    if (begins_what_follows(rest.substr(separators))) {
      return Changed(text.substr(0, end + close.size()));
    }
  }
  if (!is_url(text)) return std::nullopt;
  constexpr std::string_view kBlank = " \t";
  for (auto at = text.find_first_of(kBlank); at != std::string_view::npos;
       at = text.find_first_of(kBlank, at + 1)) {
    const auto url = text.substr(0, at);
    // A space before the host or after password= may be part of the password.
    if (!contains(url, "@") || contains(url, "password=") || contains(text.substr(at), "@"))
      continue;
    if (begins_what_follows(trim(text.substr(at)))) return Changed(url);
  }
  return std::nullopt;
}

/// The comma of JSON after a quote, or the semicolon of a statement after a quote or URL.
Changed without_separator(std::string_view text) {
  const auto rest = trim(text.substr(0, std::min(text.find_last_not_of(",;") + 1, text.size())));
  const bool quoted = without_quotes(rest).has_value();
  const bool of_url = is_url(rest) && !text.ends_with(',');
  return quoted || of_url ? shorter(rest, text) : std::nullopt;
}

Changed without_jdbc(std::string_view text) {
  for (const auto prefix : kJdbcPrefixes) {
    if (starts_with_ignoring_case(text, prefix)) return Changed(text.substr(prefix.size()));
  }
  return std::nullopt;
}

Changed with_libpq_scheme(std::string_view text) {
  const auto scheme = text.substr(0, std::min(text.find("://"), text.size()));
  if (scheme.size() == text.size() || is_url(text) || !is_scheme(scheme)) return std::nullopt;
  return "postgresql" + std::string(text.substr(scheme.size()));
}

/// PDO and DBI replace semicolons with spaces and pass the rest to libpq.
Changed without_dsn_prefix(std::string_view text) {
  for (const std::string_view prefix : {"pgsql:", "dbi:pg:"}) {
    if (!starts_with_ignoring_case(text, prefix) || contains(text, "://")) continue;
    std::string keywords(text.substr(prefix.size()));
    std::ranges::replace(keywords, ';', ' ');
    return keywords;
  }
  return std::nullopt;
}

void replace_all(std::string& text, std::string_view from, char to, std::size_t begin = 0) {
  for (auto at = text.find(from, begin); at != std::string::npos; at = text.find(from, at + 1)) {
    text.replace(at, from.size(), 1, to);
  }
}

/// Replaces `\/` and `\u0026` of JSON and `&amp;` of HTML by the characters, and removes a literal
/// `\n` or `\r` at the end.
Changed without_escapes(std::string_view text) {
  std::string plain(text);
  if (contains(text, ":\\/\\/")) replace_all(plain, "\\/", '/');
  if (contains(plain, "://")) {
    const auto at_sign = plain.rfind('@');
    const auto query = plain.find('?', at_sign == std::string::npos ? 0 : at_sign);
    if (query != std::string::npos) {
      replace_all(plain, "\\u0026", '&', query);
      replace_all(plain, "&amp;", '&', query);
    }
    for (const std::string_view end : {"\\n", "\\r"}) {
      if (is_url(plain) && plain.ends_with(end)) plain.resize(plain.size() - end.size());
    }
  }
  return shorter(plain, text);
}

/// The only URL in a command, code or a sentence.
Changed without_surroundings(std::string_view text) {
  const auto begin = find_postgres_url(text);
  if (begin == std::string_view::npos) return std::nullopt;
  if (find_postgres_url(text, text.find("://", begin) + 3) != std::string_view::npos) {
    refuse_several();
  }
  if (begin == 0) return std::nullopt;
  const auto before = text.substr(0, begin);
  // In a keyword list, the URL may be part of a password.
  if (contains(before, "password=") || contains(before, "host=")) return std::nullopt;
  const auto rest = text.substr(begin);
  const char quote = before.back();
  const bool quoted = quote == '"' || quote == '\'' || quote == '`';
  auto end = quoted ? rest.find(quote) : rest.find_first_of(" \t\r\n");
  end = std::min(end, rest.size());
  // Without quotes, a space may be part of the password.
  if (!quoted && contains(rest.substr(end), "@")) return std::nullopt;
  return Changed(rest.substr(0, end));
}

struct Pattern {
  Changed (*apply)(std::string_view text);
  std::string_view change;  ///< message to the user; empty: the result needs no explanation
};

// Applied from the top, and again after each change, until none matches.
// contracts/vectors/connection-strings.json has cases for each pattern.
constexpr std::array kPatterns{
    Pattern{without_invisible, "Invisible characters were removed."},
    Pattern{without_space_around, ""},
    Pattern{without_escapes, "Characters that were escaped for JSON or HTML were unescaped."},
    Pattern{psql_to_keywords, "The options of psql were read as a list of keywords."},
    Pattern{one_line, "Lines were joined, or other lines removed."},
    Pattern{without_what_follows, "Text after the connection string was removed."},
    Pattern{without_command, ""},
    Pattern{without_separator, ""},
    // Before without_quotes: `"url": "…"` begins and ends with a quote.
    Pattern{without_name, ""},
    Pattern{without_quotes, ""},
    Pattern{without_brackets, ""},
    Pattern{without_lone_quote, ""},
    Pattern{without_jdbc, "The JDBC URL was read as a URL of Postgres."},
    Pattern{with_libpq_scheme, "The scheme of the driver was read as postgresql://."},
    Pattern{without_dsn_prefix, "The data source name was read as a list of keywords."},
    Pattern{without_surroundings, "Text around the connection string was removed."},
};

}  // namespace

std::optional<std::string> without_space_around(std::string_view text) {
  const auto original = text;
  for (auto before = text.size() + 1; before != text.size();) {
    before = text.size();
    text = trim(text);
    for (const auto space : kWideSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size());
      if (text.ends_with(space)) text.remove_suffix(space.size());
    }
  }
  return text.size() < original.size() ? std::optional<std::string>(text) : std::nullopt;
}

PastedText clean_pasted(std::string_view text) {
  // More than any real text needs. A text made of nothing but quotes must not take seconds.
  constexpr int kMaxChanges = 32;
  PastedText cleaned{std::string(text), {}};
  int applied = 0;
  for (std::size_t i = 0; i < kPatterns.size() && applied < kMaxChanges;) {
    auto changed = kPatterns[i].apply(cleaned.text);
    if (!changed) {
      ++i;
      continue;
    }
    ++applied;
    cleaned.text = std::move(*changed);
    std::string change(kPatterns[i].change);
    auto& changes = cleaned.changes;
    if (!change.empty() && std::ranges::find(changes, change) == changes.end()) {
      changes.push_back(std::move(change));
    }
    i = 0;
  }
  return cleaned;
}

}  // namespace rowhook
