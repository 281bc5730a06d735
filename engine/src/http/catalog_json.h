#pragma once

#include <string>
#include <vector>

#include "catalog/relation.h"
#include "postgres/connection_string.h"
#include "postgres/verify.h"

namespace rowhook {

/// The answer of /v1/verify.
std::string verified_text(const ConnectionString& connection, const ServerFacts& server);
/// The answer of /v1/relations.
std::string relations_text(const std::vector<Relation>& relations);
/// The answer of /v1/relation.
std::string relation_text(const RelationDetail& detail);
/// The answer of /v1/describe.
std::string description_text(const RowSource& rows, const std::vector<Warning>& warnings);

}  // namespace rowhook
