#include "connection/pasted_layout.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"

namespace rowhook {
namespace {

// The zero-width space, direction marks, the word joiner, the byte order mark and the soft hyphen.
// The joiners U+200C and U+200D are kept: they are part of words and emoji.
constexpr std::array<std::string_view, 15> kInvisible{
    "\u200b", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\u00ad"};

constexpr std::array<std::string_view, 17> kWideSpaces{
    "\u00a0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
    "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

std::string_view trimmed_line(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r\v\f";
  const auto from = std::min(line.find_first_not_of(kSpace), line.size());
  return line.substr(from, line.find_last_not_of(kSpace) + 1 - from);
}

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
  const auto separator = trimmed_line(line.substr(name_end));
  return separator.starts_with('=') ||
         (separator.starts_with(':') && !separator.starts_with("://"));
}

/// Returns the lines of a keyword list without `export`, section names and comments.
std::optional<std::string> only_assignments(const std::vector<std::string_view>& lines,
                                            std::string_view text) {
  std::string kept;
  for (auto line : lines) {
    if (line.starts_with('[') && line.ends_with(']')) continue;
    if (line.starts_with("export ")) line = trimmed_line(line.substr(7));
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
    const auto line = trimmed_line(text.substr(from, end - from));
    if (!line.empty() && !is_comment(line)) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

// Laravel and Symfony, Django, SQLAlchemy and Ecto.
constexpr std::array<std::string_view, 8> kOtherSchemes{
    "pgsql", "psql", "pdo-pgsql", "pdo_pgsql", "postgis", "cockroachdb", "timescaledb", "ecto"};

}  // namespace

void refuse_several() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The text contains more than one connection string.", "Paste one of them.");
}

bool is_scheme(std::string_view scheme) {
  const auto dialect = scheme.substr(0, scheme.find('+'));
  const auto is_same = [&](std::string_view other) {
    return dialect.size() == other.size() && starts_with_ignoring_case(dialect, other);
  };
  return is_same("postgresql") || is_same("postgres") ||
         std::ranges::any_of(kOtherSchemes, is_same);
}

std::size_t find_postgres_url(std::string_view text, std::size_t from) {
  constexpr std::string_view kBefore = " \t\r\n\"'`=(<>[{,|*;";
  constexpr std::string_view kScheme =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_";
  for (auto end = text.find("://", from); end != std::string_view::npos;
       end = text.find("://", end + 1)) {
    auto begin = text.find_last_not_of(kScheme, end - (end > 0 ? 1 : 0)) + 1;
    if (begin < from || !is_scheme(text.substr(begin, end - begin))) continue;
    for (const std::string_view prefix : {"jdbc:", "r2dbc:pool:", "r2dbc:"}) {
      if (!text.substr(0, begin).ends_with(prefix)) continue;
      begin -= prefix.size();
      break;
    }
    if (begin == 0 || kBefore.find(text[begin - 1]) != std::string_view::npos) return begin;
  }
  return std::string_view::npos;
}

std::optional<std::string> without_invisible(std::string_view text) {
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

bool begins_with_quote(std::string_view text) {
  return std::ranges::any_of(kQuotes,
                             [&](const Quotes& quotes) { return text.starts_with(quotes.open); });
}

std::optional<std::string> without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const auto around = open.size() + close.size();
    if (text.size() >= around && text.starts_with(open) && text.ends_with(close)) {
      return std::string(trim(text.substr(open.size(), text.size() - around)));
    }
  }
  return std::nullopt;
}

std::optional<std::string> one_line(std::string_view text) {
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
    if (continued) line = trimmed_line(line.substr(0, line.size() - 1));
    if (inside && holds_url(line) && stands_alone(line)) joined.clear();
    joined += line;
    if (continued) joined += ' ';
  }
  return joined;
}

}  // namespace rowhook
