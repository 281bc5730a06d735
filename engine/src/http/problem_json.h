#pragma once

#include <string>
#include <string_view>

#include "error.h"

namespace rowhook {

/// The body of a problem response (application/problem+json, RFC 9457).
std::string problem_json(const Problem& problem, std::string_view request_id);

}  // namespace rowhook
