#pragma once

#include "api/request_members.h"
#include "http/server.h"
#include "jobs/exporter.h"

namespace rowhook {

/// The body of a request to /v1/export.
struct ExportBody {
  ConnectionMembers connection;
  ExportRequest request;
};
ExportBody read_export_body(const JsonReader& reader);

/// Adds /v1/export. `exporter` must outlive the server.
void add_export_routes(HttpServer& server, Exporter& exporter);

}  // namespace rowhook
