#include "connection/connection_string.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/text.h"
#include "connection/address.h"
#include "connection/connection_parameters.h"
#include "connection/connection_syntax.h"
#include "connection/foreign_string.h"
#include "connection/pasted_text.h"
#include "connection/pasted_url.h"

namespace rowhook {
namespace {

constexpr std::size_t kMaxStringBytes = 4096;
constexpr std::size_t kMaxHostBytes = 253;  // RFC 1035, in text
constexpr std::chrono::seconds kLongestConnect{60};

[[noreturn]] void refuse_string(std::string detail, std::string hint = {}) {
  throw Problem(ProblemCode::connection_string_invalid, std::move(detail), std::move(hint));
}

[[noreturn]] void refuse_placeholder(const std::string& part) {
  refuse_string("The " + part + " is still a placeholder.",
                "Replace it with the real " + part +
                    (part == "password" ? ", or enter the password separately." : "."));
}

/// Joins texts with their lengths, so that different lists give different results.
std::string with_lengths(std::initializer_list<std::string> parts) {
  return join(parts, "", [](const auto& part) { return std::to_string(part.size()) + ':' + part; });
}

bool is_host_name(std::string_view host) {
  const auto fits = [](char c) { return is_alnum(c) || c == '.' || c == '-' || c == '_'; };
  return !host.empty() && host.size() <= kMaxHostBytes && std::ranges::all_of(host, fits) &&
         host.front() != '.' && host.front() != '-' && host.find("..") == std::string_view::npos;
}

void check_host(std::string_view host) {
  if (host.starts_with('/') || host.starts_with('@')) {
    refuse_parameter("Connections through a Unix socket are not allowed.",
                     "Use a host name or an IP address.");
  }
  if (host.find(',') != std::string_view::npos) {
    refuse_parameter("The connection string has several hosts.", "Use one host.");
  }
  if (without_space_around(host)) {
    refuse_string("There is a space before or behind the host.",
                  "Remove it. It may be a no-break space, which looks the same.");
  }
  if (!is_host_name(host) && !parse_address(host)) {
    refuse_string("The host is neither a valid host name nor an IP address.",
                  "In a URL, special characters of the password must be percent-encoded.");
  }
}

}  // namespace

ConnectionString ConnectionString::parse(std::string_view text,
                                         const std::optional<std::string>& password) {
  if (text.size() > kMaxStringBytes)
    refuse_string("The connection string is longer than 4096 bytes.");
  if (text.find('\0') != std::string_view::npos ||
      (password && password->find('\0') != std::string::npos)) {
    refuse_string("The connection string or the password contains a NUL character.");
  }
  const auto pasted = clean_pasted(text);
  if (pasted.text.empty()) refuse_string("The connection string is empty.");
  if (const auto foreign = recognize_foreign(pasted.text)) {
    refuse_string(foreign->detail, foreign->hint);
  }
  const auto parameters = is_url(pasted.text) ? read_url(pasted.text) : read_keywords(pasted.text);

  ConnectionString result;
  for (const auto& changes : {pasted.changes, parameters.changes}) {
    for (const auto& change : changes) {
      result.warnings_.push_back({"connection_string_adjusted", change});
    }
  }
  for (const auto& name : parameters.dropped) {
    result.warnings_.push_back(
        {"parameter_dropped", "The parameter " + name + " has no effect here and was ignored."});
  }
  for (const auto& [key, value] : parameters.values) result.set_parameter(key, value);
  if (password) result.password_ = *password;
  result.require_complete();
  // Channel binding needs TLS.
  if (result.channel_binding_ == "require") {
    if (result.sslmode_ == SslMode::disable) {
      refuse_string("channel_binding=require needs encryption, which sslmode=disable forbids.",
                    "Remove one of the two.");
    }
    result.require_encryption();
  }
  return result;
}

void ConnectionString::require_encryption() {
  sslmode_ = std::max(sslmode_.value_or(SslMode::disable), SslMode::require);
}

void ConnectionString::set_parameter(std::string_view key, std::string value) {
  if (key == "host") {
    if (is_placeholder(value)) refuse_placeholder("host");
    if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
    check_host(value);
    host_ = std::move(value);
  } else if (key == "port") {
    if (is_placeholder(value)) refuse_placeholder("port");
    const auto number = number_in<int>(value);
    if (!number || *number < 1 || *number > 65'535) {
      refuse_string("The port is not a whole number from 1 to 65535.");
    }
    port_ = *number;
  } else if (key == "dbname") {
    database_ = std::move(value);
  } else if (key == "user") {
    user_ = std::move(value);
  } else if (key == "password") {
    password_ = std::move(value);
  } else if (key == "sslmode") {
    sslmode_ = kSslModes.find(value);
  } else if (key == "channel_binding") {
    if (value != "disable" && value != "prefer" && value != "require") {
      refuse_string("The channel_binding is not disable, prefer or require.");
    }
    channel_binding_ = std::move(value);
  } else if (key == "connect_timeout") {
    const auto seconds = number_in<int>(value);
    if (!seconds) refuse_string("The connect_timeout is not a whole number of seconds.");
    // libpq waits forever if the value is zero or negative. Here the limit of the engine applies.
    if (*seconds > 0) {
      connect_timeout_ = std::min(std::chrono::seconds(*seconds), kLongestConnect);
    }
  }
}

void ConnectionString::require_complete() const {
  // Without a host, libpq would use a Unix socket, and the server would log in the operating system
  // user of the engine.
  for (const auto& [name, value] :
       {std::pair("host", &host_), std::pair("user", &user_), std::pair("database", &database_)}) {
    if (!value->empty()) continue;
    refuse_string("The connection string has no " + std::string(name) + ".",
                  "Add the " + std::string(name) + ": postgres://user@host/database.");
  }
  if (is_placeholder(user_)) refuse_placeholder("user");
  if (is_placeholder(database_)) refuse_placeholder("database");
  if (is_placeholder(password_)) refuse_placeholder("password");
}

ConnectionSummary ConnectionString::summary() const {
  return {
      host_,           port_, database_, user_, sslmode_ ? std::string(kSslModes[*sslmode_]) : "",
      channel_binding_};
}

std::string ConnectionString::canonical() const {
  return database_key() +
         with_lengths({user_, password_, channel_binding_,
                       sslmode_ ? std::string(kSslModes[*sslmode_]) : std::string()});
}

std::string ConnectionString::database_key() const {
  return with_lengths({ascii_lower(host_), std::to_string(port_), database_});
}

}  // namespace rowhook
