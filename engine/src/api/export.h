#pragma once

#include "api/request_fields.h"
#include "http/server.h"
#include "jobs/export.h"

namespace rowhook {

/// The request of /v1/export.
struct ExportFields {
  ConnectionFields connection;
  ExportQuestion question;
};
ExportFields read_export_fields(const JsonReader& body);

/// Adds /v1/export. `exporter` must outlive the server.
void add_export_routes(HttpServer& server, Exporter& exporter);

}  // namespace rowhook
