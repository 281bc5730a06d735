#pragma once

#include "export/export.h"
#include "http/server.h"

namespace rowhook {

/// Adds /v1/export. `exporter` must outlive the server.
void add_export_routes(HttpServer& server, Exporter& exporter);

}  // namespace rowhook
