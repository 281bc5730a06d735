#pragma once

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/export.h"

namespace rowhook {

/// The body of a request to /v1/export.
struct ExportBody {
  ConnectionMembers connection;
  ExportRequest request;
};
ExportBody read_export_body(const JsonReader& reader);

/// Adds /v1/export. `databases` must outlive the server.
void add_export_route(HttpServer& server, Databases& databases, const ExportLimits& limits);

}  // namespace rowhook
