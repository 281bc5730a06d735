#pragma once

#include <string>
#include <vector>

#include "catalog/relation.h"
#include "connection/connection_string.h"
#include "http/server.h"
#include "postgres/databases.h"
#include "postgres/verify.h"

namespace rowhook {

// The responses of /v1/verify, /v1/relations, /v1/relation and /v1/describe.
std::string verify_response(const ConnectionString& connection, const ServerInfo& server);
std::string relations_response(const std::vector<Relation>& relations);
std::string relation_response(const RelationDetail& detail);
std::string describe_response(const RowSource& source);

/// Adds /v1/verify, /v1/relations, /v1/relation and /v1/describe. `databases` must outlive the
/// server.
void add_catalog_routes(HttpServer& server, Databases& databases);

}  // namespace rowhook
