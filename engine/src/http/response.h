#pragma once

#include <httplib.h>

#include <string>
#include <utility>

#include "base/problem.h"
#include "http/server.h"

namespace rowhook {

/// Sets the response's body to JSON text. Moves the text, which set_content() of some versions of
/// httplib copies.
void set_json(httplib::Response& response, std::string text);

/// Sets the response to the problem as in RFC 9457, and stores its code for the request's log line.
void set_problem(httplib::Response& response, const Problem& problem);

/// Returns the code for a failure that httplib reports only as a status.
ProblemCode problem_for_status(int status);

/// Logs the request and its response.
void log_request(const httplib::Request& request, const httplib::Response& response);

/// Runs `respond`, and sets the response to a problem if it throws one. The client learns nothing
/// about any other exception.
template <class Respond>
void catch_problems(httplib::Response& response, Respond&& respond) {
  try {
    std::forward<Respond>(respond)();
  } catch (const Problem& problem) {
    set_problem(response, problem);
  } catch (...) {
    set_problem(response, Problem(ProblemCode::internal));
  }
}

/// Writes a whole response body. On failure, stores the reason in the request's context and returns
/// false. httplib then closes the connection without a last chunk, so the client knows that the
/// body is incomplete.
bool write_stream(const StreamWriter& write_body, httplib::DataSink& sink) noexcept;

}  // namespace rowhook
