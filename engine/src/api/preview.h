#pragma once

#include <string>

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/preview.h"
#include "mapping/document.h"

namespace rowhook {

/// The body of a request to /v1/preview.
struct PreviewBody {
  ConnectionMembers connection;
  SampleRequest request;
  Mapping mapping;
};
PreviewBody read_preview_body(const JsonReader& reader);

/// Returns the response of /v1/preview.
std::string preview_response(Preview preview);

/// Adds /v1/preview. The sampler must outlive the server.
void add_preview_route(HttpServer& server, Sampler& sampler);

}  // namespace rowhook
