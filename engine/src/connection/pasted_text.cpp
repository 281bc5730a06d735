#include "connection/pasted_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "connection/connection_parameters.h"

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

bool is_comment(std::string_view line) {
  return line.starts_with('#') || line.starts_with("//") || line.starts_with("--");
}

/// Returns whether the line is complete by itself: `NAME=…`, `name: …`, `"name": …`, or a bracket
/// of JSON.
bool stands_alone(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  if (line.starts_with("export ")) line.remove_prefix(7);
  if (line.find_first_not_of("{}[](),;`") == std::string_view::npos) return true;
  if (line.starts_with("```")) return true;
  const auto name_end = line.find_first_not_of(
      "\"'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
  if (name_end == 0 || name_end == std::string_view::npos) return false;
  const auto separator = trim(line.substr(name_end));
  return separator.starts_with('=') ||
         (separator.starts_with(':') && !separator.starts_with("://"));
}

/// Returns the lines of a keyword list without `export`, section names and comments.
Changed only_assignments(const std::vector<std::string_view>& lines, std::string_view text) {
  std::string kept;
  for (auto line : lines) {
    if (line.starts_with('[') && line.ends_with(']')) continue;
    if (line.starts_with("export ")) line = trim(line.substr(7));
    if (line.find('=') == std::string_view::npos) return std::nullopt;
    kept.append(kept.empty() ? "" : "\n").append(line);
  }
  const auto visible = [](std::string_view all) {
    return std::ranges::count_if(all, std::not_fn(is_space));
  };
  return visible(kept) < visible(text) ? std::optional(std::move(kept)) : std::nullopt;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find_first_of("\r\n", from), text.size());
    const auto line = trim(text.substr(from, end - from));
    if (!line.empty() && !is_comment(line)) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

// Those of libpq, Laravel and Symfony, Django, SQLAlchemy and Ecto.
constexpr std::array<std::string_view, 10> kSchemes{
    "postgresql", "postgres", "pgsql",       "psql",        "pdo-pgsql",
    "pdo_pgsql",  "postgis",  "cockroachdb", "timescaledb", "ecto"};

constexpr std::array<std::string_view, 3> kJdbcPrefixes{"jdbc:", "r2dbc:pool:", "r2dbc:"};

[[noreturn]] void refuse_several() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The text contains more than one connection string.", "Paste one of them.");
}

/// Returns whether a Postgres URL may begin with this scheme: `postgres`, `postgresql+psycopg2`,
/// `pgsql`.
bool is_scheme(std::string_view scheme) {
  const auto dialect = scheme.substr(0, scheme.find('+'));
  return std::ranges::any_of(kSchemes, [&](std::string_view other) {
    return dialect.size() == other.size() && starts_with_ignoring_case(dialect, other);
  });
}

/// Returns the position of the first Postgres or JDBC URL that is not part of a longer word, or
/// npos.
std::size_t find_postgres_url(std::string_view text, std::size_t from = 0) {
  constexpr std::string_view kBefore = " \t\r\n\"'`=(<>[{,|*;";
  constexpr std::string_view kScheme =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_";
  for (auto end = text.find("://", from); end != std::string_view::npos;
       end = text.find("://", end + 1)) {
    auto begin = text.find_last_not_of(kScheme, end - (end > 0 ? 1 : 0)) + 1;
    if (begin < from || !is_scheme(text.substr(begin, end - begin))) continue;
    for (const auto prefix : kJdbcPrefixes) {
      if (!text.substr(0, begin).ends_with(prefix)) continue;
      begin -= prefix.size();
      break;
    }
    if (begin == 0 || kBefore.find(text[begin - 1]) != std::string_view::npos) return begin;
  }
  return std::string_view::npos;
}

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

/// Reduces a text of several lines to its connection string. Joins a wrapped URL, or selects the
/// line of a file that contains a URL. In a list of keywords, keeps the lines that assign a value.
Changed one_line(std::string_view text) {
  if (text.find_first_of("\r\n") == std::string_view::npos) return std::nullopt;
  const auto lines = lines_of(text);
  const auto holds_any_url = [](std::string_view line) {
    return line.find("://") != std::string_view::npos;
  };
  const auto holds_postgres_url = [](std::string_view line) {
    return find_postgres_url(line) != std::string_view::npos;
  };
  // If there is a Postgres URL, a URL of another system belongs to another variable of the file.
  const auto of_postgres = std::ranges::count_if(lines, holds_postgres_url);
  const auto holds_url = [&](std::string_view line) {
    return of_postgres > 0 ? holds_postgres_url(line) : holds_any_url(line);
  };
  const auto urls = std::ranges::count_if(lines, holds_url);
  if (urls == 0) return only_assignments(lines, text);
  if (urls > 1) refuse_several();

  std::string joined;
  bool inside = false;  // after the line with the URL, before the next line that stands alone
  for (auto line : lines) {
    // The continuation of a URL after ? or & looks like an assignment.
    const bool query = !joined.empty() && (joined.back() == '?' || joined.back() == '&');
    if (!query && !holds_url(line) && (stands_alone(line) || holds_any_url(line))) {
      if (inside) break;
      joined.clear();
      continue;
    }
    inside = inside || holds_url(line);
    const bool continued = line.ends_with('\\');
    if (continued) line = trim(line.substr(0, line.size() - 1));
    if (inside && holds_url(line) && stands_alone(line)) joined.clear();
    joined += line;
    if (continued) joined += ' ';
  }
  return joined;
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

using Words = std::vector<std::string>;

/// Splits a command into words as a shell does. Returns nothing for a text in which a shell would
/// replace something, or that is more than one command.
std::optional<Words> shell_words(std::string_view text) {
  constexpr std::string_view kSpecial = "\n|&;<>()#*?~";
  constexpr std::string_view kSpecialInQuotes = "$`\\";
  Words words;
  char quote = '\0';
  bool inside = false;  // a word
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool continued = quote == '\0' && text.substr(at).starts_with("\\\n");
    if (continued) ++at;
    if (continued || (quote == '\0' && (c == ' ' || c == '\t'))) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    } else if ((quote == '\0' && contains(kSpecial, {&c, 1})) ||
               (quote != '\'' && contains(kSpecialInQuotes, {&c, 1}))) {
      return std::nullopt;
    } else {
      words.back() += c;
    }
  }
  return quote == '\0' ? std::optional(std::move(words)) : std::nullopt;
}

struct PsqlOption {
  std::string_view letter;
  std::string_view name;
  std::string_view keyword;  ///< of libpq; empty for an option without a value
};

// https://www.postgresql.org/docs/current/app-psql.html
constexpr std::array kPsqlOptions{
    PsqlOption{"-h", "--host", "host"},     PsqlOption{"-p", "--port", "port"},
    PsqlOption{"-U", "--username", "user"}, PsqlOption{"-d", "--dbname", "dbname"},
    PsqlOption{"-w", "--no-password", ""},  PsqlOption{"-W", "--password", ""},
    PsqlOption{"-X", "--no-psqlrc", ""},
};

/// Returns the keywords of the options and arguments of psql, or nothing if there are others, or
/// one of them twice.
std::optional<std::map<std::string_view, std::string>> psql_keywords(const Words& words) {
  std::map<std::string_view, std::string> keywords;
  Words arguments;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (!word->starts_with('-')) {
      arguments.push_back(*word);
      continue;
    }
    const auto is_meant = [&](const PsqlOption& option) {
      return word->starts_with(option.letter) || word->substr(0, word->find('=')) == option.name;
    };
    const auto* option = std::ranges::find_if(kPsqlOptions, is_meant);
    if (option == kPsqlOptions.end()) return std::nullopt;
    const bool bare = *word == option->letter || *word == option->name;
    if (option->keyword.empty() && bare) continue;
    if (option->keyword.empty() || (bare && ++word == words.end())) return std::nullopt;
    const auto begin = bare ? 0 : word->starts_with("--") ? option->name.size() + 1 : 2;
    if (!keywords.emplace(option->keyword, word->substr(begin)).second) return std::nullopt;
  }
  if (keywords.empty()) return std::nullopt;
  for (auto& argument : arguments) {
    if (!keywords.emplace("dbname", argument).second &&
        !keywords.emplace("user", argument).second) {
      return std::nullopt;
    }
  }
  return keywords;
}

/// `psql -h db.example.com -p 5433 -U reader shop`, also after variables such as PGPASSWORD=….
Changed without_psql_options(std::string_view text) {
  const auto words = shell_words(text);
  if (!words) return std::nullopt;
  const auto psql = std::ranges::find(*words, "psql");
  if (psql == words->end()) return std::nullopt;
  const auto keywords = psql_keywords({psql + 1, words->end()});
  if (!keywords) return std::nullopt;
  std::string list;
  const auto add = [&list](std::string_view name, std::string_view value) {
    list.append(name).append("='");
    for (const char c : value) list.append(c == '\'' || c == '\\' ? "\\" : "").append(1, c);
    list += "' ";
  };
  for (auto variable = words->begin(); variable != psql; ++variable) {
    const auto name = std::string_view(*variable).substr(0, variable->find('='));
    if (!name.starts_with("PG") || name.size() == variable->size()) return std::nullopt;
    add(name, std::string_view(*variable).substr(name.size() + 1));
  }
  for (const auto& [name, value] : *keywords) {
    // An empty value, or a database that is itself a connection string.
    if (value.empty() || contains(value, "=") || contains(value, "://")) return std::nullopt;
    add(name, value);
  }
  return list;
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

/// Unescapes / and & of JSON and & of HTML, and removes a line break that some tools escape at the
/// end.
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
    Pattern{without_psql_options, "The options of psql were read as a list of keywords."},
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

bool is_url(std::string_view text) {
  return starts_with_ignoring_case(text, "postgres://") ||
         starts_with_ignoring_case(text, "postgresql://");
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
