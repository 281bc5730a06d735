#pragma once

#include <string>

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/preview.h"
#include "jobs/sample_cache.h"
#include "jobs/sampler.h"
#include "mapping/document.h"

namespace rowhook {

/// Reads the member `rows` of a request.
RowSelection read_rows(const JsonReader& rows);

/// The body of a request to /v1/sample.
struct SampleBody {
  ConnectionMembers connection;
  SampleRequest request;
};
SampleBody read_sample_body(const JsonReader& reader);

/// The body of a request to /v1/preview.
struct PreviewBody {
  ConnectionMembers connection;
  SampleRequest request;
  Mapping mapping;
};
PreviewBody read_preview_body(const JsonReader& reader);

/// The maximum length of a cell's text, in code points.
constexpr std::size_t kCellCharacters = 200;

/// Returns the response of /v1/sample. Each cell has its value's JSON in the column's default
/// encoding, truncated to kCellCharacters, and the size of the whole JSON in bytes.
std::string sample_text(const Sample& sample);

/// Returns the response of /v1/preview.
std::string preview_text(Preview preview);

/// Adds /v1/sample and /v1/preview. Both arguments must outlive the server.
void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer);

}  // namespace rowhook
