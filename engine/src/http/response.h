#pragma once

#include <httplib.h>

#include <string>
#include <utility>

#include "base/problem.h"
#include "http/server.h"

namespace rowhook {

/// Makes the response this JSON text, which is not copied as by some versions of set_content().
void answer_json(httplib::Response& response, std::string text);

/// Makes the response the problem, in the words of RFC 9457, and notes it for the request's log
/// line.
void answer_problem(httplib::Response& response, const Problem& problem);

/// The problem of a failure that httplib reports by a status alone.
ProblemCode problem_for_status(int status);

/// Logs the request with how it ended, and ends it.
void log_request(const httplib::Request& request, const httplib::Response& response);

/// Runs `answer`; whatever it throws becomes a problem, and nothing but a Problem's own words
/// reaches the caller.
template <class Answer>
void answer_safely(httplib::Response& response, Answer&& answer) {
  try {
    std::forward<Answer>(answer)();
  } catch (const Problem& problem) {
    answer_problem(response, problem);
  } catch (...) {
    answer_problem(response, Problem(ProblemCode::internal));
  }
}

/// Writes a whole answer. False: httplib closes the connection without a last chunk, by which every
/// client knows that the answer is not complete; the request's context has the reason.
bool write_stream(const StreamAnswer& write_answer, httplib::DataSink& sink) noexcept;

}  // namespace rowhook
