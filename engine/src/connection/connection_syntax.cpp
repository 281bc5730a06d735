#include "connection/connection_syntax.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "connection/address.h"
#include "connection/connection_parameters.h"

namespace rowhook {
namespace {

[[noreturn]] void refuse_unescaped() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The user name or password contains an unescaped @ or /.",
                "Write @ as %40 and / as %2F, or give the password separately.");
}

bool holds_at_sign(std::string_view text) { return text.find('@') != std::string_view::npos; }

/// A `%` without two digits stays, for libpq to refuse.
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

/// The host and port of a URL, with brackets around an IPv6 address that has none.
std::string with_brackets(std::string_view host_and_port) {
  std::string as_it_is(host_and_port);
  if (host_and_port.starts_with('[') ||
      std::count(host_and_port.begin(), host_and_port.end(), ':') < 2) {
    return as_it_is;
  }
  const auto last_colon = host_and_port.rfind(':');
  const auto host = host_and_port.substr(0, last_colon);
  const bool whole = is_ipv6(host_and_port);
  const bool with_port = is_ipv6(host);
  if (whole && with_port) {
    throw Problem(ProblemCode::connection_string_invalid,
                  "The IPv6 address may end before or behind its last colon.",
                  "Put the address in brackets, with the port behind them: [2001:db8::7]:5432.");
  }
  if (whole) return "[" + as_it_is + "]";
  if (with_port) return "[" + std::string(host) + "]" + as_it_is.substr(last_colon);
  return as_it_is;
}

/// The path of a URL with the one slash that it begins with.
std::string without_more_slashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  while (path.starts_with("//")) path.remove_prefix(1);
  return std::string(path);
}

/// libpq 18 refuses spaces; earlier ones take them as they are.
std::string with_encoded_spaces(std::string_view url) {
  std::string encoded;
  for (const char c : url) c == ' ' ? encoded += "%20" : encoded += c;
  return encoded;
}

/// What `taken` names besides the parts that the URL itself has.
void refuse_repeated(std::string_view name, bool host, bool user, bool database) {
  if ((name == "host" && host) || (name == "user" && user) || (name == "dbname" && database)) {
    refuse_parameter("The parameter " + std::string(name) + " repeats what the URL already names.",
                     "Remove it from the part after the question mark.");
  }
}

struct Keyword {
  std::string key;
  std::string value;
};

class KeywordReader {
 public:
  explicit KeywordReader(std::string_view text) : text_(text) {}

  /// Absent: the text breaks libpq's grammar.
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
  bool at_space() const { return std::isspace(static_cast<unsigned char>(text_.front())) != 0; }
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

std::string quote(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace

// libpq takes what stands before the first "@" or "/" as the credentials if that is an "@". An
// unescaped one in a password therefore leaves a second "@": in the host, in the database
// name, or, after a raw "/", with no credentials found at all.
ScannedString scan_url(std::string_view url) {
  const auto authority_at = url.find("://") + 3;
  auto at = url.find_first_of("@/", authority_at);
  at = at == std::string_view::npos || url[at] == '/' ? authority_at : at + 1;
  const auto query_at = std::min(url.find('?', at), url.size());
  if (holds_at_sign(url.substr(at, query_at - at))) refuse_unescaped();

  const auto host_end = std::min(url.find_first_of("/?", at), url.size());
  const auto path = without_more_slashes(url.substr(host_end, query_at - host_end));
  const bool names_host = host_end > at && url[at] != ':';
  const bool names_user = at != authority_at;
  const bool names_database = path.size() > 1;

  ScannedString scanned;
  // A scheme may be written in either case (RFC 3986, 3.1); libpq knows only one.
  for (const char c : url.substr(0, authority_at)) scanned.text += ascii_lower(c);
  scanned.text += url.substr(authority_at, at - authority_at);
  scanned.text += with_brackets(url.substr(at, host_end - at)) + path;

  // After a host and a database, and without an @ that ends credentials, a ? begins the query.
  const auto query = url.substr(std::min(query_at + 1, url.size()));
  ParameterScan parameters(names_database && !holds_at_sign(query),
                           ProblemCode::connection_parameter_not_allowed);
  for (std::size_t from = 0; from < query.size();) {
    const auto end = std::min(query.find('&', from), query.size());
    const auto pair = query.substr(from, end - from);
    from = end + 1;
    if (pair.empty()) continue;
    const auto key_end = std::min(pair.find('='), pair.size());
    const auto key = percent_decoded(pair.substr(0, key_end));
    if (holds_at_sign(key)) refuse_unescaped();
    const auto value = pair.substr(std::min(key_end + 1, pair.size()));
    const bool has_value = key_end < pair.size();
    if (!has_value && key != "ssl" && rule_for(key) == ParameterRule::taken) {
      throw Problem(ProblemCode::connection_string_invalid,
                    "The parameter " + key + " has no value.",
                    "Write " + key + "=… behind the question mark, or remove it.");
    }
    const bool read_here = key.starts_with("ssl");
    parameters.add(key, read_here ? percent_decoded(value) : std::string(value));
  }
  char separator = '?';
  for (const auto& [name, value] : parameters.taken()) {
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
  auto keywords = KeywordReader(text).all();
  if (!keywords) return {std::string(text), {}, {}};
  ParameterScan parameters(true, ProblemCode::connection_string_invalid);
  for (auto& [key, value] : *keywords) {
    // The environment's quotes; in libpq's grammar these belong to the value.
    const bool quoted = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
    const bool variable = !key.empty() && std::isupper(static_cast<unsigned char>(key[0])) != 0;
    if (quoted && variable) value = value.substr(1, value.size() - 2);
    parameters.add(key, value);
  }
  ScannedString scanned;
  for (const auto& [name, value] : parameters.taken()) {
    scanned.text += name + '=' + quote(value) + ' ';
  }
  scanned.dropped = parameters.dropped();
  scanned.changes = parameters.changes();
  return scanned;
}

}  // namespace rowhook
