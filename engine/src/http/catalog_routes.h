#pragma once

#include "http/server.h"
#include "postgres/databases.h"

namespace rowhook {

/// Adds /v1/verify, /v1/relations, /v1/relation and /v1/describe. `databases` must outlive the
/// server.
void add_catalog_routes(HttpServer& server, Databases& databases);

}  // namespace rowhook
