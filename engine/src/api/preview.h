#pragma once

#include <string>

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/preview.h"
#include "jobs/sample_cache.h"
#include "jobs/sampler.h"
#include "mapping/document.h"

namespace rowhook {

/// The member `rows` of a request.
RowSelection read_rows(const JsonReader& rows);

/// The body of a request of /v1/sample.
struct SampleBody {
  ConnectionMembers connection;
  SampleRequest request;
};
SampleBody read_sample_body(const JsonReader& reader);

/// The body of a request of /v1/preview.
struct PreviewBody {
  ConnectionMembers connection;
  SampleRequest request;
  Mapping mapping;
};
PreviewBody read_preview_body(const JsonReader& reader);

/// Where a cell's text is cut.
constexpr std::size_t kCellCharacters = 200;

/// The answer of /v1/sample: each cell as the JSON text of its column's default rule, cut at
/// kCellCharacters, with the whole text's size.
std::string sample_text(const Sample& sample);

/// The answer of /v1/preview.
std::string preview_text(Preview preview);

/// Adds /v1/sample and /v1/preview. Both arguments must outlive the server.
void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer);

}  // namespace rowhook
