#pragma once

#include <httplib.h>

#include <cstddef>
#include <string_view>

#include "base/json_reader.h"

namespace rowhook {

/// Returns whether an Authorization header has the token. The time does not depend on where they
/// differ.
bool is_authorized(std::string_view header, std::string_view token);

constexpr std::size_t kMaxBodyBytes = 2 * 1024 * 1024;

/// Reads the body of a request as JSON. Keeps the connection alive if the body was read to its end.
/// Throws unsupported_media_type, request_too_large and request_invalid.
JsonDocument read_json(const httplib::Request& request, const httplib::Response& response,
                       const httplib::ContentReader& reader);

}  // namespace rowhook
