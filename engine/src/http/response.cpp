#include "http/response.h"

#include <chrono>
#include <string>
#include <utility>

#include "base/deadline.h"
#include "base/log.h"
#include "http/context.h"
#include "http/problem_json.h"

namespace rowhook {
namespace {

double milliseconds_since(std::chrono::steady_clock::time_point started) {
  return static_cast<double>(elapsed_since(started).count()) / 1000;
}

/// Thrown if the client has disconnected or stalled, or the request was cancelled. Not a
/// std::exception, so that nothing tries to write the problem to this client.
struct WriteFailed {};

}  // namespace

void set_json(httplib::Response& response, std::string text) {
  response.body = std::move(text);
  response.set_header("Content-Type", "application/json");
}

void set_problem(httplib::Response& response, const Problem& problem) {
  auto& context = request_context();
  const auto& kind = kind_of(problem.code);
  context.problem = problem.code;
  response.status = kind.status;
  if (kind.retry_after.count() > 0) {
    response.set_header("Retry-After", std::to_string(kind.retry_after.count()));
  }
  response.set_content(problem_text(problem, context.id), "application/problem+json");
}

ProblemCode problem_for_status(int status) {
  switch (status) {
    case 404:
    case 414:
      return ProblemCode::not_found;
    case 413:
      return ProblemCode::request_too_large;
    case 415:
      return ProblemCode::unsupported_media_type;
    default:
      return status < 500 ? ProblemCode::request_invalid : ProblemCode::internal;
  }
}

void log_request(const httplib::Request& request, const httplib::Response& response) {
  const auto& context = request_context();
  Json fields{{"method", request.method},
              {"path", request.path},
              {"status", response.status},
              {"ms", milliseconds_since(context.started)},
              {"requestId", context.id}};
  if (context.problem) fields["code"] = to_string(*context.problem);
  if (!context.ended_by.empty()) fields[std::string(context.ended_by)] = true;
  const bool cut = context.problem && response.status < 400;
  log_event(response.status >= 500 || cut ? LogLevel::warn : LogLevel::info, "request", fields);
}

bool write_stream(const StreamWriter& write_body, httplib::DataSink& sink) noexcept {
  auto& context = request_context();
  try {
    write_body([&sink](std::string_view bytes) {
      if (!sink.write(bytes.data(), bytes.size())) throw WriteFailed();
    });
    sink.done();
    return true;
  } catch (const WriteFailed&) {
  } catch (const Problem& problem) {
    // A cancelled request ends with query_timeout, which is not the reason of the end.
    const bool cancelled = context.cancellation && context.cancellation->cancelled();
    if (!cancelled) context.problem = problem.code;
  } catch (...) {
    context.problem = ProblemCode::internal;
  }
  return false;
}

}  // namespace rowhook
