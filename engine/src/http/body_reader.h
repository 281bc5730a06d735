#pragma once

#include <httplib.h>

#include <cstddef>
#include <string>

#include "shape.h"

namespace rowhook {

constexpr std::size_t kMostBodyBytes = 2 * 1024 * 1024;

struct JsonBody {
  Json json;
  std::string text;  ///< what it was parsed from
};

/// Reads a request's body as JSON. Throws unsupported_media_type, request_too_large and
/// request_invalid; where the body was not read to its end, `response` closes the connection, which
/// cannot carry another request then.
JsonBody read_json(const httplib::Request& request, httplib::Response& response,
                   const httplib::ContentReader& reader);

}  // namespace rowhook
