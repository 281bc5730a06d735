#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/problem.h"

namespace rowhook {

/// The state of the request that this thread serves, for its log line and its problem.
struct RequestContext {
  std::string id;
  std::chrono::steady_clock::time_point started;
  std::optional<ProblemCode> problem;
  std::shared_ptr<const Cancellation> cancellation;
  bool streamed = false;  ///< whether the response is written after the handler has returned
  /// The member of the log line that says why a stream ended early. Empty if it did not, or if
  /// `problem` says it.
  std::string_view ended_by = {};
};

/// Returns the context of the request that this thread serves. Begins one if there is none, for
/// example if the received bytes are not a valid request.
RequestContext& request_context();

/// Begins a request. Its id is the client's if that has 1 to 64 letters, digits, `.`, `_` and `-`,
/// otherwise a random one.
RequestContext& begin_request(std::string_view id_header);

void end_request();

}  // namespace rowhook
