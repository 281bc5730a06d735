#include "http/catalog_json.h"

#include <optional>
#include <utility>

#include "catalog/relations.h"
#include "http/json_parts.h"
#include "json_reader.h"
#include "payload/json_text.h"
#include "payload/type_rules.h"
#include "payload/utf8.h"

namespace rowhook {
namespace {

/// Names of a SQL_ASCII database may not be UTF-8.
void append_text(std::string& out, const std::string& text) {
  if (is_utf8(text)) {
    append_json_string(out, text);
  } else {
    out += to_text(Json(text));
  }
}

void append_name(std::string& out, const RelationName& name) {
  out += R"("schema":)";
  append_text(out, name.schema);
  out += R"(,"name":)";
  append_text(out, name.name);
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

/// What a relation's line and its description begin with; the object is left open. As text: a tree
/// for each of ten thousand relations would take as long as asking the catalog.
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
    append_text(out, *relation.comment);
  } else {
    out += "null";
  }
  out += R"(,"readable":)";
  out += relation.readable ? "true" : "false";
  // Requests are UTF-8, so none can name it.
  if (!is_utf8(relation.name.schema) || !is_utf8(relation.name.name)) {
    out += R"(,"nameIsUtf8":false)";
  }
}

Json column_json(const Column& column) {
  auto casts = Json::array();
  for (const auto cast : allowed_casts(column.type)) casts.push_back(to_string(cast));
  return {{"name", column.name},
          {"type", column.type.name},
          {"jsonType", json_type(column.type)},
          {"casts", std::move(casts)},
          {"pointable", is_pointable(column.type)},
          {"nullable", column.nullable},
          {"readable", column.readable},
          {"generated", column.generated},
          {"comment", column.comment ? Json(*column.comment) : Json()},
          {"position", column.position}};
}

Json columns_json(const std::vector<Column>& columns) {
  auto list = Json::array();
  for (const auto& column : columns) list.push_back(column_json(column));
  return list;
}

}  // namespace

std::string verified_text(const ConnectionString& connection, const ServerFacts& server) {
  const auto understood = connection.understood();
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

std::string relations_text(const std::vector<Relation>& relations) {
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
  return out + "]}";
}

std::string relation_text(const RelationDetail& detail) {
  std::string out;
  append_relation(out, detail.relation);
  out += R"(,"columns":)" + to_text(columns_json(detail.source.columns));
  out += R"(,"primaryKey":)" + to_text(detail.source.key);
  out += R"(,"pages":)" + std::to_string(detail.pages);
  out += R"(,"rowSecurity":)";
  out += detail.row_security ? "true" : "false";
  return out + '}';
}

std::string description_text(const RowSource& rows, const std::vector<Warning>& warnings) {
  return to_text({{"columns", columns_json(rows.columns)},
                  {"key", rows.key},
                  {"warnings", warnings_json(warnings)}});
}

}  // namespace rowhook
