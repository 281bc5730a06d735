#pragma once

#include <httplib.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace rowhook {

/// Whether an Authorization header carries the token. Takes the same time wherever they differ.
bool is_authorized(std::string_view header, std::string_view token);

constexpr std::size_t kMaxBodyBytes = 2 * 1024 * 1024;

struct JsonBody {
  Json json;
  std::string text;  ///< what it was parsed from
};

/// Reads a request's body as JSON. Throws unsupported_media_type, request_too_large and
/// request_invalid. Keeps the connection where the body was read to its end: otherwise it cannot
/// carry another request.
JsonBody read_json(const httplib::Request& request, const httplib::Response& response,
                   const httplib::ContentReader& reader);

}  // namespace rowhook
