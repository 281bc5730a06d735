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
#include "connection/pasted_layout.h"

namespace rowhook {
namespace {

[[noreturn]] void refuse_unescaped() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The user name or password contains an unescaped @ or /.",
                "Write @ as %40 and / as %2F, or enter the password separately.");
}

bool has_at_sign(std::string_view text) { return text.find('@') != std::string_view::npos; }

/// Leaves a `%` without two hexadecimal digits unchanged, so that libpq refuses it.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    int byte = 0;
    const char* digits = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      decoded += static_cast<char>(byte);
      at += 2;
    } else {
      decoded += text[at];
    }
  }
  return decoded;
}

bool is_ipv6(std::string_view text) {
  return text.find(':') != std::string_view::npos && parse_address(text);
}

/// Returns the host and port of a URL, with brackets added around an IPv6 address.
std::string with_brackets(std::string_view host_and_port) {
  std::string unchanged(host_and_port);
  if (host_and_port.starts_with('[') || std::ranges::count(host_and_port, ':') < 2) {
    return unchanged;
  }
  const auto last_colon = host_and_port.rfind(':');
  const auto host = host_and_port.substr(0, last_colon);
  const bool whole = is_ipv6(host_and_port);
  const bool with_port = is_ipv6(host);
  if (whole && with_port) {
    throw Problem(ProblemCode::connection_string_invalid,
                  "The IPv6 address may end before or after its last colon.",
                  "Put the address in brackets, followed by the port: [2001:db8::7]:5432.");
  }
  if (whole) return "[" + unchanged + "]";
  if (with_port) return "[" + std::string(host) + "]" + unchanged.substr(last_colon);
  return unchanged;
}

/// Returns the path of a URL with one slash at the beginning and none at the end.
std::string without_extra_slashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  while (path.starts_with("//")) path.remove_prefix(1);
  return std::string(path);
}

/// libpq 18 refuses spaces. Earlier versions keep them.
std::string with_encoded_spaces(std::string_view url) {
  std::string encoded;
  for (const char c : url) c == ' ' ? encoded += "%20" : encoded += c;
  return encoded;
}

/// Throws if the parameter `name` repeats a part of the URL. `host`, `user` and `database`: whether
/// the URL has that part.
void refuse_repeated(std::string_view name, bool host, bool user, bool database) {
  if ((name == "host" && host) || (name == "user" && user) || (name == "dbname" && database)) {
    refuse_parameter("The parameter " + std::string(name) + " repeats a part of the URL.",
                     "Remove it after the question mark.");
  }
}

struct Keyword {
  std::string key;
  std::string value;
};

class KeywordReader {
 public:
  explicit KeywordReader(std::string_view text) : text_(text) {}

  /// Returns nothing if the text does not follow the grammar of libpq.
  std::optional<std::vector<Keyword>> all() {
    std::vector<Keyword> keywords;
    for (skip_space(); !text_.empty(); skip_space()) {
      Keyword keyword;
      while (!text_.empty() && text_.front() != '=' && !at_space()) keyword.key += take();
      skip_space();
      if (text_.empty() || take() != '=') return std::nullopt;
      skip_space();
      auto value = !text_.empty() && text_.front() == '\'' ? quoted() : bare();
      if (!value) return std::nullopt;
      keyword.value = std::move(*value);
      keywords.push_back(std::move(keyword));
    }
    return keywords;
  }

 private:
  bool at_space() const { return is_space(text_.front()); }
  void skip_space() {
    while (!text_.empty() && at_space()) text_.remove_prefix(1);
  }
  char take() {
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }
  void take_escaped(std::string& value) {
    const char c = take();
    if (c != '\\') {
      value += c;
    } else if (!text_.empty()) {
      value += take();
    }
  }

  std::optional<std::string> bare() {
    std::string value;
    while (!text_.empty() && !at_space()) take_escaped(value);
    return value;
  }
  std::optional<std::string> quoted() {
    std::string value;
    for (take(); !text_.empty();) {
      if (text_.front() == '\'') {
        take();
        return value;
      }
      take_escaped(value);
    }
    return std::nullopt;
  }

  std::string_view text_;
};

/// Throws where something else than the spaces of libpq's grammar separates the keywords: libpq
/// would read what follows as a part of the value. All of them for commas, which a password may
/// hold.
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
      throw Problem(ProblemCode::connection_string_invalid,
                    "No-break spaces stand between the keywords.",
                    "Replace them with ordinary spaces.");
    }
    (value.ends_with(',') ? commas : spaces) = true;
  }
  if (commas && !spaces) {
    throw Problem(ProblemCode::connection_string_invalid, "Commas stand between the keywords.",
                  "Write spaces in their place: host=… port=… dbname=… user=… password=….");
  }
}

std::string quote(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace

// libpq parses the text before the first "@" or "/" as the credentials if that character is an "@".
// An unescaped one in a password therefore leaves a second "@": in the host, in the database name,
// or, after an unescaped "/", with no credentials found at all.
ScannedString scan_url(std::string_view url) {
  const auto authority_at = url.find("://") + 3;
  auto at = url.find_first_of("@/", authority_at);
  at = at == std::string_view::npos || url[at] == '/' ? authority_at : at + 1;
  const auto query_at = std::min(url.find('?', at), url.size());
  if (has_at_sign(url.substr(at, query_at - at))) refuse_unescaped();

  const auto host_end = std::min(url.find_first_of("/?", at), url.size());
  const auto path = without_extra_slashes(url.substr(host_end, query_at - host_end));
  const bool names_host = host_end > at && url[at] != ':';
  const bool names_user = at != authority_at;
  const bool names_database = path.size() > 1;

  ScannedString scanned;
  // The scheme is case-insensitive (RFC 3986, section 3.1), but libpq accepts lower case only.
  scanned.text = ascii_lower(url.substr(0, authority_at));
  scanned.text += url.substr(authority_at, at - authority_at);
  scanned.text += with_brackets(url.substr(at, host_end - at)) + path;

  // If the URL has a host and a database and no @ follows that could end the credentials, the ?
  // begins the query.
  const auto query = url.substr(std::min(query_at + 1, url.size()));
  ParameterScan parameters(names_database && !has_at_sign(query),
                           ProblemCode::connection_parameter_not_allowed);
  for (std::size_t from = 0; from < query.size();) {
    const auto end = std::min(query.find('&', from), query.size());
    const auto pair = query.substr(from, end - from);
    from = end + 1;
    if (pair.empty()) continue;
    const auto key_end = std::min(pair.find('='), pair.size());
    const auto key = percent_decoded(pair.substr(0, key_end));
    if (has_at_sign(key)) refuse_unescaped();
    const auto value = pair.substr(std::min(key_end + 1, pair.size()));
    const bool has_value = key_end < pair.size();
    if (!has_value && key != "ssl" && rule_for(key) == ParameterRule::accepted) {
      throw Problem(ProblemCode::connection_string_invalid,
                    "The parameter " + key + " has no value.",
                    "Write " + key + "=… after the question mark, or remove it.");
    }
    const bool is_tls = key.starts_with("ssl");
    parameters.add(key, is_tls ? percent_decoded(value) : std::string(value));
  }
  char separator = '?';
  for (const auto& [name, value] : parameters.accepted()) {
    refuse_repeated(name, names_host, names_user, names_database);
    scanned.text.append(1, separator).append(name).append("=").append(value);
    separator = '&';
  }
  scanned.text = with_encoded_spaces(scanned.text);
  scanned.dropped = parameters.dropped();
  scanned.changes = parameters.changes();
  return scanned;
}

ScannedString scan_keywords(std::string_view text) {
  refuse_other_separators(text);
  auto keywords = KeywordReader(text).all();
  if (!keywords) return {std::string(text), {}, {}};
  ParameterScan parameters(true, ProblemCode::connection_string_invalid);
  for (auto& [key, value] : *keywords) {
    // Quotes of an environment file. In the grammar of libpq they would be part of the value.
    const bool quoted = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
    const bool variable = !key.empty() && is_upper(key[0]);
    if (quoted && variable) value = value.substr(1, value.size() - 2);
    parameters.add(key, value);
  }
  ScannedString scanned;
  for (const auto& [name, value] : parameters.accepted()) {
    scanned.text += name + '=' + quote(value) + ' ';
  }
  scanned.dropped = parameters.dropped();
  scanned.changes = parameters.changes();
  return scanned;
}

}  // namespace rowhook
