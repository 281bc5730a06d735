#pragma once

#include <cstddef>
#include <string>

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/sampler.h"

namespace rowhook {

/// Reads the member `rows` of a request.
RowSelection read_rows(const JsonReader& rows);

/// The body of a request to /v1/sample.
struct SampleBody {
  ConnectionMembers connection;
  SampleRequest request;
};
SampleBody read_sample_body(const JsonReader& reader);

/// The maximum length of a cell's text, in code points.
constexpr std::size_t kCellCharacters = 200;

/// Returns the response of /v1/sample. Each cell has its value's JSON in the column's default
/// encoding, truncated to kCellCharacters, and the size of the whole JSON in bytes; or an issue
/// that says why the value is missing.
std::string sample_response(const Sample& sample);

/// Adds /v1/sample. The sampler must outlive the server.
void add_sample_route(HttpServer& server, Sampler& sampler);

}  // namespace rowhook
