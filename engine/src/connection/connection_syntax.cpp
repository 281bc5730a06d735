#include "connection/connection_syntax.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "connection/address.h"
#include "connection/connection_parameters.h"
#include "connection/pasted_text.h"

namespace rowhook {
namespace {

[[noreturn]] void refuse_syntax(std::string detail, std::string hint) {
  throw Problem(ProblemCode::connection_string_invalid, std::move(detail), std::move(hint));
}

[[noreturn]] void refuse_unescaped() {
  refuse_syntax("The user name or password contains an unescaped @ or /.",
                "Write @ as %40 and / as %2F, or enter the password separately.");
}

[[noreturn]] void refuse_malformed_url() {
  refuse_syntax("The URL is malformed.",
                "Write postgres://user:password@host:5432/database, with special characters in the "
                "password percent-encoded, or enter the password separately.");
}

/// Returns nothing if a `%` is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    unsigned char byte = 0;
    const auto digits = text.substr(at + 1, 2);
    const auto* const end = digits.data() + digits.size();
    if (digits.size() < 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end) {
      return std::nullopt;
    }
    decoded += static_cast<char>(byte);
    at += 2;
  }
  return decoded;
}

std::string part_of_url(std::string_view text) {
  auto decoded = percent_decoded(text);
  if (!decoded) {
    refuse_syntax("A % in the URL is not followed by two hexadecimal digits.",
                  "Write % as %25, or enter the password separately.");
  }
  if (decoded->find('\0') != std::string::npos) refuse_malformed_url();
  return std::move(*decoded);
}

bool is_ipv6(std::string_view text) {
  return text.find(':') != std::string_view::npos && parse_address(text);
}

/// Divides a text at the first separator. The second part is empty if there is none.
std::pair<std::string_view, std::string_view> divided(std::string_view text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  return {text.substr(0, end), text.substr(std::min(end + 1, text.size()))};
}

/// Returns the host and the port of a URL. An IPv6 address may have no brackets.
std::pair<std::string_view, std::string_view> host_and_port(std::string_view text) {
  if (contains(text, ",")) return {text, ""};  // several hosts, which are refused later
  if (text.starts_with('[')) {
    const auto [host, rest] = divided(text.substr(1), ']');
    const bool closed = contains(text, "]");
    if (!closed || host.empty() || !(rest.empty() || rest.starts_with(':'))) refuse_malformed_url();
    return {host, rest.substr(std::min<std::size_t>(rest.size(), 1))};
  }
  const auto last_colon = text.rfind(':');
  const bool whole = is_ipv6(text);
  const bool with_port =
      last_colon != std::string_view::npos && is_ipv6(text.substr(0, last_colon));
  if (whole && with_port) {
    refuse_syntax("The IPv6 address may end before or after its last colon.",
                  "Put the address in brackets, followed by the port: [2001:db8::7]:5432.");
  }
  if (whole) return {text, ""};
  if (with_port) return {text.substr(0, last_colon), text.substr(last_colon + 1)};
  return divided(text, ':');
}

std::vector<std::pair<std::string, std::string>> keywords_in(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const auto skip_space = [&] {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  };
  const auto take = [&](char expected) {
    if (!text.starts_with(expected)) {
      refuse_syntax("This is neither a URL nor a list of keyword=value pairs.",
                    "Write postgres://user:password@host:5432/database, or put single quotes "
                    "around a value that contains spaces.");
    }
    text.remove_prefix(1);
  };
  std::vector<std::pair<std::string, std::string>> keywords;
  for (skip_space(); !text.empty(); skip_space()) {
    const auto key = text.substr(0, std::min(text.find('='), text.find_first_of(kSpace)));
    text.remove_prefix(key.size());
    skip_space();
    take('=');
    skip_space();
    const bool quoted = text.starts_with('\'');
    if (quoted) take('\'');
    std::string value;
    while (!text.empty() && !(quoted ? text.front() == '\'' : is_space(text.front()))) {
      if (text.front() == '\\') text.remove_prefix(1);
      value += text.substr(0, 1);
      text.remove_prefix(std::min<std::size_t>(text.size(), 1));
    }
    if (quoted) take('\'');
    keywords.emplace_back(key, std::move(value));
  }
  return keywords;
}

/// Throws if a no-break space separates two keywords, or if commas separate all of them. libpq
/// would read the next keyword as part of the value. A single comma may belong to a password.
void refuse_other_separators(std::string_view text) {
  constexpr std::string_view kNameCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
  bool commas = false;
  bool spaces = false;
  for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    const auto before = trim(text.substr(0, at));
    const auto begin = before.find_last_not_of(kNameCharacters) + 1;
    if (begin == 0 || rule_for(before.substr(begin)) == ParameterRule::unknown) continue;
    const auto value = trim(before.substr(0, begin));
    const auto kept = without_space_around(value);
    if (kept && kept->size() < value.size()) {
      refuse_syntax("No-break spaces stand between the keywords.",
                    "Replace them with ordinary spaces.");
    }
    (value.ends_with(',') ? commas : spaces) = true;
  }
  if (commas && !spaces) {
    refuse_syntax("Commas stand between the keywords.",
                  "Write spaces in their place: host=… port=… dbname=… user=… password=….");
  }
}

}  // namespace

// libpq reads the text before the first "@" or "/" as the credentials if that character is an "@".
// An unescaped one in a password therefore leaves a second "@": in the host, in the database name,
// or, after an unescaped "/", with no credentials found at all.
Parameters read_url(std::string_view url) {
  url.remove_prefix(url.find("://") + 3);
  std::string_view credentials;
  if (const auto end = url.find_first_of("@/"); end < url.size() && url[end] == '@') {
    credentials = url.substr(0, end);
    url.remove_prefix(end + 1);
  }
  auto [location, query] = divided(url, '?');
  if (contains(location, "@")) refuse_unescaped();
  const auto [host, port] = host_and_port(location.substr(0, location.find('/')));
  auto database = divided(location, '/').second;
  while (database.starts_with('/')) database.remove_prefix(1);
  while (database.ends_with('/')) database.remove_suffix(1);

  // If the URL has a host and a database and no @ follows that could end the credentials, the ?
  // begins the query.
  ParameterScan scan(!database.empty() && !contains(query, "@"),
                     ProblemCode::connection_parameter_not_allowed);
  while (!query.empty()) {
    const auto [pair, rest] = divided(query, '&');
    query = rest;
    if (pair.empty()) continue;
    const auto [written_key, value] = divided(pair, '=');
    const auto key = percent_decoded(written_key).value_or(std::string(written_key));
    if (contains(key, "@")) refuse_unescaped();
    if (!contains(pair, "=") && key != "ssl" && rule_for(key) == ParameterRule::accepted) {
      refuse_syntax("The parameter " + key + " has no value.",
                    "Write " + key + "=… after the question mark, or remove it.");
    }
    const auto decoded = key.starts_with("ssl") ? percent_decoded(value) : std::nullopt;
    scan.add(key, decoded.value_or(std::string(value)));
  }
  auto parameters = std::move(scan).take();
  // As in libpq, a parameter of the query has only one "=".
  for (const auto& [name, value] : parameters.values) {
    if (contains(value, "=")) refuse_malformed_url();
  }
  // libpq ignores an empty part, and prefers the port and password of the query.
  const auto add = [&](const char* name, std::string_view part) {
    return part.empty() || parameters.values.emplace(name, part).second;
  };
  const auto [user, password] = divided(credentials, ':');
  add("port", port);
  add("password", password);
  for (const auto& [name, part] :
       {std::pair("host", host), std::pair("user", user), std::pair("dbname", database)}) {
    if (add(name, part)) continue;
    refuse_parameter("The parameter " + std::string(name) + " repeats a part of the URL.",
                     "Remove it after the question mark.");
  }
  for (auto& [name, value] : parameters.values) value = part_of_url(value);
  return parameters;
}

Parameters read_keywords(std::string_view text) {
  refuse_other_separators(text);
  ParameterScan scan(true, ProblemCode::connection_string_invalid);
  for (auto& [key, value] : keywords_in(text)) {
    // Quotes of an environment file. In the grammar of libpq they would be part of the value.
    const bool quoted = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
    const bool variable = !key.empty() && is_upper(key[0]);
    scan.add(key, quoted && variable ? value.substr(1, value.size() - 2) : value);
  }
  return std::move(scan).take();
}

}  // namespace rowhook
