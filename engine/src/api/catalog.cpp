#include "api/catalog.h"

#include <optional>
#include <utility>

#include "api/request_members.h"
#include "base/json_reader.h"
#include "base/json_text.h"
#include "base/utf8.h"
#include "catalog/describe_source.h"
#include "catalog/relations.h"
#include "http/problem_json.h"
#include "http/request_body.h"
#include "mapping/source_document.h"
#include "payload/type_rules.h"
#include "postgres/verify.h"

namespace rowhook {
namespace {

void append_name(std::string& out, const RelationName& name) {
  out += R"("schema":)";
  append_any_text(out, name.schema);
  out += R"(,"name":)";
  append_any_text(out, name.name);
}

void append_parent(std::string& out, const std::optional<RelationName>& parent) {
  if (!parent) {
    out += "null";
    return;
  }
  out += '{';
  append_name(out, *parent);
  out += '}';
}

/// Appends the members that lists and descriptions of relations share, and leaves the object open.
/// Builds no Json value: for ten thousand relations, that would take as long as querying the
/// catalog.
void append_relation(std::string& out, const Relation& relation) {
  out += '{';
  append_name(out, relation.name);
  out += R"(,"kind":)";
  append_json_string(out, to_string(relation.kind));
  out += R"(,"partitionOf":)";
  append_parent(out, relation.partition_of);
  out += R"(,"inheritsFrom":)";
  append_parent(out, relation.inherits_from);
  out += R"(,"estimatedRows":)";
  out += relation.estimated_rows ? std::to_string(*relation.estimated_rows) : "null";
  out += R"(,"comment":)";
  if (relation.comment) {
    append_any_text(out, *relation.comment);
  } else {
    out += "null";
  }
  out += R"(,"readable":)";
  out += relation.readable ? "true" : "false";
  // Requests are UTF-8, so they cannot name this relation.
  if (!is_utf8(relation.name.schema) || !is_utf8(relation.name.name)) {
    out += R"(,"nameIsUtf8":false)";
  }
}

Json column_json(const Column& column) {
  auto casts = Json::array();
  for (const auto cast : allowed_casts(column.type)) casts.push_back(kCastNames[cast]);
  return {{"name", column.name},
          {"type", column.type.name},
          {"jsonType", json_type(column.type)},
          {"casts", std::move(casts)},
          {"pointable", is_pointable(column.type)},
          {"nullable", column.nullable},
          {"readable", column.readable},
          {"generated", column.generated},
          {"comment", json_or_null(column.comment)},
          {"position", column.position}};
}

Json columns_json(const std::vector<Column>& columns) {
  auto list = Json::array();
  for (const auto& column : columns) list.push_back(column_json(column));
  return list;
}

std::string verify(Databases& databases, const ApiRequest& request) {
  const auto members =
      read_body(request.body, [](const JsonReader& body) { return read_connection(body); });
  const auto connection = members.parse();
  return verify_response(connection, verify_database(databases, connection, request.deadline));
}

std::string relations(Databases& databases, const ApiRequest& request) {
  const auto [members, system] = read_body(request.body, [](const JsonReader& body) {
    const bool with_system = body.has("system") && body.member("system").boolean().value_or(false);
    return std::pair(read_connection(body, {"system"}), with_system);
  });
  const auto list = databases.read(members.parse(), request.deadline,
                                   [with_system = system](ReadTransaction& transaction) {
                                     return list_relations(transaction, with_system);
                                   });
  return relations_response(list);
}

std::string relation(Databases& databases, const ApiRequest& request) {
  const auto [members, name] = read_body(request.body, [](const JsonReader& body) {
    return std::pair(read_connection(body, {"relation"}),
                     parse_relation_name(body.member("relation")));
  });
  const auto detail = databases.read(members.parse(), request.deadline,
                                     [&wanted = name](ReadTransaction& transaction) {
                                       return describe_relation(transaction, wanted);
                                     });
  return relation_response(detail);
}

std::string describe(Databases& databases, const ApiRequest& request) {
  const auto [connection, source] = read_body(request.body, [](const JsonReader& body) {
    Source requested;
    auto members = read_connection_and_source(body, requested);
    return std::pair(std::move(members), std::move(requested));
  });
  return describe_response(databases.read(connection.parse(), request.deadline,
                                          [&wanted = source](ReadTransaction& transaction) {
                                            return describe_source(transaction, wanted);
                                          }));
}

}  // namespace

std::string verify_response(const ConnectionString& connection, const ServerInfo& server) {
  const auto understood = connection.summary();
  return to_text({{"server",
                   {{"version", server.version},
                    {"database", server.database},
                    {"user", server.user},
                    {"host", understood.host},
                    {"port", understood.port},
                    {"tls", server.tls},
                    {"superuser", server.superuser},
                    {"standby", server.standby},
                    {"latencyMs", server.latency.count()}}},
                  {"understood", understood_json(understood)},
                  {"warnings", warnings_json(server.warnings)}});
}

std::string relations_response(const std::vector<Relation>& relations) {
  constexpr std::size_t kUsualBytes = 160;
  std::string out = R"({"relations":[)";
  out.reserve(relations.size() * kUsualBytes);
  const char* separator = "";
  for (const auto& relation : relations) {
    out += separator;
    append_relation(out, relation);
    out += '}';
    separator = ",";
  }
  out += "]}";
  return out;
}

std::string relation_response(const RelationDetail& detail) {
  std::string out;
  append_relation(out, detail.relation);
  out += R"(,"columns":)" + to_text(columns_json(detail.source.columns));
  out += R"(,"primaryKey":)" + to_text(detail.source.key);
  out += R"(,"pages":)" + std::to_string(detail.pages);
  out += R"(,"rowSecurity":)";
  out += detail.row_security ? "true" : "false";
  return out + '}';
}

std::string describe_response(const RowSource& source) {
  return to_text({{"columns", columns_json(source.columns)},
                  {"key", source.key},
                  {"warnings", warnings_json(source.warnings)}});
}

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
