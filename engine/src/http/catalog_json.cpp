#include "http/catalog_json.h"

#include <utility>

#include "catalog/relations.h"
#include "catalog/type_family.h"
#include "http/json_parts.h"
#include "payload/cast.h"
#include "payload/json_text.h"
#include "payload/utf8.h"

namespace rowhook {
namespace {

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json name_json(const RelationName& name) { return {{"schema", name.schema}, {"name", name.name}}; }

Json line_json(const Relation& relation) {
  auto json = name_json(relation.name);
  json["kind"] = to_string(relation.kind);
  json["partitionOf"] = relation.partition_of ? name_json(*relation.partition_of) : Json();
  json["estimatedRows"] = or_null(relation.estimated_rows);
  json["comment"] = or_null(relation.comment);
  json["readable"] = relation.readable;
  return json;
}

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

/// The text of line_json(): a tree for each of ten thousand relations would take as long as asking
/// the catalog.
void append_line(std::string& out, const Relation& relation) {
  out += '{';
  append_name(out, relation.name);
  out += R"(,"kind":)";
  append_json_string(out, to_string(relation.kind));
  out += R"(,"partitionOf":)";
  if (relation.partition_of) {
    out += '{';
    append_name(out, *relation.partition_of);
    out += '}';
  } else {
    out += "null";
  }
  out += R"(,"estimatedRows":)";
  out += to_text(or_null(relation.estimated_rows));
  out += R"(,"comment":)";
  if (relation.comment) {
    append_text(out, *relation.comment);
  } else {
    out += "null";
  }
  out += R"(,"readable":)";
  out += relation.readable ? "true}" : "false}";
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
          {"comment", or_null(column.comment)},
          {"position", column.position}};
}

}  // namespace

Json verified_json(const ConnectionString& source, const ServerFacts& server) {
  const auto understood = source.understood();
  return {{"server",
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
          {"warnings", warnings_json(server.warnings)}};
}

std::string relations_text(const std::vector<Relation>& relations) {
  constexpr std::size_t kUsualBytes = 160;
  std::string out = R"({"relations":[)";
  out.reserve(relations.size() * kUsualBytes);
  const char* separator = "";
  for (const auto& relation : relations) {
    out += separator;
    append_line(out, relation);
    separator = ",";
  }
  return out + "]}";
}

Json relation_json(const RelationDetail& detail) {
  auto json = line_json(detail.relation);
  auto columns = Json::array();
  for (const auto& column : detail.columns) columns.push_back(column_json(column));
  json["columns"] = std::move(columns);
  json["primaryKey"] = detail.primary_key;
  json["pages"] = detail.pages;
  return json;
}

}  // namespace rowhook
