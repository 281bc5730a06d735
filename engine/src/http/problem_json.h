#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/problem.h"

namespace rowhook {

Json understood_json(const ConnectionSummary& understood);
Json warnings_json(const std::vector<Warning>& warnings);

/// Returns the body of a problem response (application/problem+json, RFC 9457).
std::string problem_text(const Problem& problem, std::string_view request_id);

}  // namespace rowhook
