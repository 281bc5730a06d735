#include "postgres/connection_url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "ascii.h"
#include "error.h"
#include "postgres/connection_parameters.h"

namespace rowhook {
namespace {

constexpr std::array<std::string_view, 2> kPostgresSchemes{"postgres://", "postgresql://"};

struct Quotes {
  std::string_view open;
  std::string_view close;
};

// Those of shells, of documentation, and of what word processors and chats make of them.
constexpr std::array<Quotes, 6> kQuotes{
    {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"<", ">"}, {"“", "”"}, {"‘", "’"}}};

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_assignment(std::string_view text) {
  const auto name_end = text.find_first_of("=:");
  if (name_end == 0 || name_end == std::string_view::npos) return text;
  // In YAML a space follows the colon; in a URL none does.
  if (text[name_end] == ':' && text.substr(name_end, 2) != ": ") return text;
  const auto name = text.substr(0, name_end);
  const bool is_variable = std::all_of(name.begin(), name.end(), [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0 ||
           std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
  return is_variable ? trim(text.substr(name_end + 1)) : text;
}

std::string_view without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const auto around = open.size() + close.size();
    if (text.size() >= around && text.starts_with(open) && text.ends_with(close)) {
      return trim(text.substr(open.size(), text.size() - around));
    }
  }
  return text;
}

[[noreturn]] void refuse_unescaped() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The user name or password contains an unescaped @ or /.",
                "Write @ as %40 and / as %2F, or give the password separately.");
}

}  // namespace

std::string_view strip_shell(std::string_view text) {
  text = trim(text);
  for (const std::string_view command : {"export ", "psql "}) {
    if (text.starts_with(command)) text = trim(text.substr(command.size()));
  }
  text = without_assignment(text);
  const auto statement = text.ends_with(';') ? trim(text.substr(0, text.size() - 1)) : text;
  const auto unquoted = without_quotes(statement);
  // In a list of keywords, a semicolon at the end is of the last value.
  return unquoted.size() < statement.size() || is_url(statement) ? unquoted : text;
}

bool is_url(std::string_view text) {
  return std::any_of(kPostgresSchemes.begin(), kPostgresSchemes.end(),
                     [&](auto scheme) { return starts_with_ignoring_case(text, scheme); });
}

// libpq takes what stands before the first "@" or "/" as the credentials if that is an "@". An
// unescaped one in a password therefore leaves a second "@" behind: in the host, in the database
// name, or, after a raw "/", with no credentials found at all.
ScannedUrl scan_url(std::string_view url) {
  const auto authority_at = url.find("://") + 3;
  auto at = url.find_first_of("@/", authority_at);
  at = at == std::string_view::npos || url[at] == '/' ? authority_at : at + 1;
  const auto query_at = std::min(url.find('?', at), url.size());
  if (url.substr(at, query_at - at).find('@') != std::string_view::npos) refuse_unescaped();

  const auto host_end = std::min(url.find_first_of("/?", at), url.size());
  const bool names_host = host_end > at && url[at] != ':';
  const bool names_user = at != authority_at;
  const bool names_database = host_end < query_at && query_at - host_end > 1;

  ScannedUrl scanned{std::string(url.substr(0, query_at)), {}};
  // A scheme may be written in either case (RFC 3986, 3.1); libpq knows only one.
  const auto scheme_end = scanned.text.begin() + static_cast<std::ptrdiff_t>(url.find(':'));
  std::transform(scanned.text.begin(), scheme_end, scanned.text.begin(), ascii_lower);
  char separator = '?';
  for (std::size_t from = query_at + 1; from < url.size();) {
    const auto end = std::min(url.find('&', from), url.size());
    const auto pair = url.substr(from, end - from);
    const auto key = pair.substr(0, pair.find('='));
    from = end + 1;
    if (key.find('@') != std::string_view::npos) refuse_unescaped();
    if ((key == "host" && names_host) || (key == "user" && names_user) ||
        (key == "dbname" && names_database)) {
      refuse_parameter("The parameter " + std::string(key) + " repeats what the URL already names.",
                       "Remove " + std::string(key) + " from the part after the question mark.");
    }
    const auto rule = rule_for(key);
    if (rule == ParameterRule::dropped) {
      scanned.dropped.emplace_back(key);
      continue;
    }
    if (rule == ParameterRule::refused) refuse_known_parameter(key);
    // An unknown key may be a piece of a password, so it is not named.
    if (rule == ParameterRule::unknown) {
      refuse_parameter(
          "The connection string has a parameter that is not known.",
          "Check what follows the question mark; in a password write & as %26 and ? as %3F.");
    }
    scanned.text += separator;
    scanned.text += pair;
    separator = '&';
  }
  return scanned;
}

}  // namespace rowhook
