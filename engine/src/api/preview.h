#pragma once

#include <string>

#include "api/request_fields.h"
#include "http/server.h"
#include "jobs/preview.h"
#include "jobs/sample_cache.h"
#include "jobs/sampler.h"
#include "mapping/document.h"

namespace rowhook {

/// The member `rows` of a request.
RowSelection read_rows(const JsonReader& rows);

/// The request of /v1/sample.
struct SampleFields {
  ConnectionFields connection;
  SampleQuestion question;
};
SampleFields read_sample_fields(const JsonReader& body);

/// The request of /v1/preview.
struct PreviewFields {
  ConnectionFields connection;
  SampleQuestion question;
  Mapping mapping;
};
PreviewFields read_preview_fields(const JsonReader& body);

/// Where a cell's text is cut.
constexpr std::size_t kCellCharacters = 200;

/// The answer of /v1/sample: each cell as the JSON text of its column's default rule, cut at
/// kCellCharacters, with the whole text's size.
std::string sample_json(const Sample& sample);

/// The answer of /v1/preview.
std::string preview_json(Preview preview);

/// Adds /v1/sample and /v1/preview. Both arguments must outlive the server.
void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer);

}  // namespace rowhook
