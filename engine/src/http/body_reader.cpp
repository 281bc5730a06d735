#include "http/body_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ascii.h"
#include "error.h"
#include "http/request_body.h"
#include "postgres/deadline.h"

namespace rowhook {
namespace {

// httplib bounds each wait for a piece of a body, not the whole.
constexpr std::chrono::seconds kLongestBody{10};

bool is_json(const httplib::Request& request) {
  auto type = request.get_header_value("Content-Type");
  std::transform(type.begin(), type.end(), type.begin(), ascii_lower);
  return type.substr(0, type.find(';')) == "application/json";
}

std::string read_all(const httplib::Response& response, const httplib::ContentReader& reader) {
  bool too_large = false;
  std::string body;
  const auto deadline = Deadline::in(kLongestBody);
  const bool complete = reader([&](const char* data, std::size_t size) {
    too_large = too_large || body.size() + size > kMostBodyBytes;
    if (!too_large) body.append(data, size);
    return !too_large && !deadline.passed();
  });
  // httplib has the same limit, for some ways to send a body in some versions. What goes beyond it
  // never gets here, and a status says so.
  if (too_large || response.status == kind_of(ProblemCode::request_too_large).status) {
    throw Problem(ProblemCode::request_too_large, "A request may have 2 MiB.");
  }
  if (!complete) throw Problem(ProblemCode::request_invalid, "The body ended early.");
  return body;
}

}  // namespace

JsonBody read_json(const httplib::Request& request, httplib::Response& response,
                   const httplib::ContentReader& reader) {
  response.set_header("Connection", "close");
  if (!is_json(request)) {
    throw Problem(ProblemCode::unsupported_media_type, "", "Send Content-Type: application/json.");
  }
  auto text = read_all(response, reader);
  response.headers.erase("Connection");
  auto json = parse_body(text);
  return {std::move(json), std::move(text)};
}

}  // namespace rowhook
