#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/problem.h"

namespace rowhook {

/// What is known about the request that this thread works on, for its log line and its problem.
struct RequestContext {
  std::string id;
  std::chrono::steady_clock::time_point started;
  std::optional<ProblemCode> problem;
  std::shared_ptr<const Cancellation> cancellation;
  bool streamed = false;     ///< the answer is written after the request has been served
  bool reader_lost = false;  ///< the client has disconnected or stalled before the answer's end
  bool cancelled = false;    ///< the answer was ended by /v1/cancel or by the end of a drain
};

/// The context of this thread's request: a thread of the server works on one at a time. One begins
/// here where none has, as for what cannot be read as a request.
RequestContext& request_context();

/// Begins a request. Its id is the caller's where that is a sane token (1 to 64 letters, digits,
/// `.`, `_`, `-`), otherwise a new one.
RequestContext& begin_request(std::string_view id_header);

void end_request();

}  // namespace rowhook
