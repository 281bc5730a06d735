#include "http/request.h"

#include <openssl/crypto.h>

#include <cstddef>
#include <string>
#include <utility>

#include "base/problem.h"
#include "base/text.h"
#include "http/connections.h"
#include "http/context.h"
#include "http/request_body.h"

namespace rowhook {
namespace {

bool has_json_content_type(const httplib::Request& request) {
  const auto type = ascii_lower(request.get_header_value("Content-Type"));
  return trim(std::string_view(type).substr(0, type.find(';'))) == "application/json";
}

std::string read_all(const httplib::Response& response, const httplib::ContentReader& reader) {
  bool too_large = false;
  std::string body;
  const bool complete = reader([&](const char* data, std::size_t size) {
    too_large = too_large || body.size() + size > kMaxBodyBytes;
    if (!too_large) body.append(data, size);
    return !too_large;
  });
  // Some versions of httplib check the same limit for some kinds of bodies, and then only set the
  // status.
  if (too_large || response.status == kind_of(ProblemCode::request_too_large).status) {
    throw Problem(ProblemCode::request_too_large, "A body may have at most 2 MiB.");
  }
  if (!complete) {
    if (request_context().cancellation->cancelled()) {
      throw Problem(ProblemCode::query_timeout, "The request was cancelled.");
    }
    throw Problem(ProblemCode::request_invalid,
                  "The body ended early, took more than 10 seconds, or has too many chunks.");
  }
  return body;
}

}  // namespace

bool is_authorized(std::string_view header, std::string_view token) {
  constexpr std::string_view kScheme = "bearer ";
  if (!starts_with_ignoring_case(header, kScheme)) return false;
  const auto received = header.substr(kScheme.size());
  return !token.empty() && received.size() == token.size() &&
         CRYPTO_memcmp(received.data(), token.data(), token.size()) == 0;
}

JsonDocument read_json(const httplib::Request& request, const httplib::Response& response,
                       const httplib::ContentReader& reader) {
  if (!has_json_content_type(request)) {
    throw Problem(ProblemCode::unsupported_media_type, "", "Send Content-Type: application/json.");
  }
  auto text = read_all(response, reader);
  Connection::current().set_keep_alive(true);
  return parse_body(std::move(text));
}

}  // namespace rowhook
