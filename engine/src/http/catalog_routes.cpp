#include "http/catalog_routes.h"

#include <utility>

#include "catalog/describe_source.h"
#include "catalog/relation_detail.h"
#include "catalog/relations.h"
#include "http/catalog_json.h"
#include "http/request_body.h"
#include "postgres/verify.h"

namespace rowhook {
namespace {

std::string verify(Databases& databases, const ApiRequest& request) {
  const auto fields =
      read_body(request.body, [](const JsonReader& body) { return read_connection(body); });
  const auto connection = fields.parse();
  return verified_text(connection, verify_database(databases, connection, request.deadline));
}

std::string relations(Databases& databases, const ApiRequest& request) {
  const auto [fields, system] = read_body(request.body, [](const JsonReader& body) {
    const bool with_system = body.has("system") && body.member("system").boolean().value_or(false);
    return std::pair(read_connection(body, {"system"}), with_system);
  });
  const auto list = databases.read(fields.parse(), request.deadline,
                                   [with_system = system](ReadTransaction& transaction) {
                                     return list_relations(transaction, with_system);
                                   });
  return relations_text(list);
}

std::string relation(Databases& databases, const ApiRequest& request) {
  const auto [fields, name] = read_body(request.body, [](const JsonReader& body) {
    return std::pair(read_connection(body, {"relation"}),
                     parse_relation_name(body.member("relation")).value_or(RelationName{}));
  });
  const auto detail = databases.read(fields.parse(), request.deadline,
                                     [&wanted = name](ReadTransaction& transaction) {
                                       return describe_relation(transaction, wanted);
                                     });
  return relation_text(detail);
}

std::string describe(Databases& databases, const ApiRequest& request) {
  const auto [connection, source] = read_body(request.body, [](const JsonReader& body) {
    Source asked;
    auto fields = read_connection_and_source(body, asked);
    return std::pair(std::move(fields), std::move(asked));
  });
  std::vector<Warning> warnings;
  const auto rows = databases.read(connection.parse(), request.deadline,
                                   [&warnings, &wanted = source](ReadTransaction& transaction) {
                                     return describe_source(transaction, wanted, warnings);
                                   });
  return description_text(rows, warnings);
}

}  // namespace

void add_catalog_routes(HttpServer& server, Databases& databases) {
  const auto add = [&](const char* path, auto handler) {
    server.post(path, [&databases, handler](const ApiRequest& request) {
      return handler(databases, request);
    });
  };
  add("/v1/verify", verify);
  add("/v1/relations", relations);
  add("/v1/relation", relation);
  add("/v1/describe", describe);
}

}  // namespace rowhook
