#include "api/preview.h"

#include <utility>
#include <vector>

#include "api/sample.h"
#include "base/json_text.h"
#include "base/text.h"
#include "http/problem_json.h"
#include "http/request_body.h"
#include "mapping/source_document.h"

namespace rowhook {
namespace {

double milliseconds_of(std::chrono::microseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

Json issues_json(const std::vector<Issue>& issues, const std::vector<std::string>& paths) {
  auto list = Json::array();
  for (const auto& issue : issues) {
    list.push_back({{"field", json_or_null(issue.field)},
                    {"code", to_string(issue.code)},
                    {"message", message_of(issue, paths)}});
  }
  return list;
}

/// Appends the payload and frees its body, so that a large one is not in memory twice. The body is
/// UTF-8, because RowMapper rejects anything else.
void append_payload(std::string& out, Payload& payload, const std::vector<std::string>& paths) {
  out += R"({"key":)" + to_text(json_or_null(payload.key)) + R"(,"body":)";
  const auto body = std::exchange(payload.body, std::nullopt);
  if (body) {
    append_json_string(out, *body);
  } else {
    out += "null";
  }
  out += R"(,"bytes":)" + std::to_string(body ? body->size() : 0) + R"(,"issues":)" +
         to_text(issues_json(payload.issues, paths)) + "}";
}

/// Estimates the size of all bodies as JSON strings, with backslashes, to avoid reallocations.
std::size_t text_bytes(const std::vector<Payload>& payloads) {
  std::size_t bytes = 1024;
  for (const auto& payload : payloads) bytes += payload.body ? payload.body->size() * 5 / 4 : 0;
  return bytes;
}

}  // namespace

PreviewBody read_preview_body(const JsonReader& reader) {
  PreviewBody body;
  auto& request = body.request;
  body.mapping = parse_mapping(reader.member("mapping"));
  body.connection =
      read_connection_and_source(reader, request.source, {"rows", "mapping"}, body.mapping.source);
  if (reader.has("rows")) request.rows = read_rows(reader.member("rows"));
  return body;
}

std::string preview_response(Preview preview) {
  std::string out;
  out.reserve(text_bytes(preview.payloads));
  const char* separator = R"({"payloads":[)";
  for (auto& payload : preview.payloads) {
    out += std::exchange(separator, ",");
    append_payload(out, payload, preview.paths);
  }
  if (preview.payloads.empty()) out += separator;
  const auto& taken = preview.taken;
  const Json rest{
      {"sample", {{"takenAt", iso_time(taken.sample->taken_at)}, {"reused", taken.reused}}},
      {"warnings", warnings_json(preview.warnings)},
      {"timing",
       {{"connectMs", milliseconds_of(taken.connect_time)},
        {"queryMs", milliseconds_of(taken.query_time)},
        {"mapMs", milliseconds_of(preview.map_time)}}}};
  return out.append("],").append(to_text(rest), 1, std::string::npos);
}

void add_preview_route(HttpServer& server, Sampler& sampler) {
  server.post("/v1/preview", [&sampler](const ApiRequest& request) {
    const auto body = read_body(request.body, read_preview_body);
    return preview_response(make_preview(sampler, body.connection.parse(), body.request,
                                         body.mapping, request.deadline));
  });
}

}  // namespace rowhook
