#include "http/sample_routes.h"

#include <utility>

#include "http/request_body.h"
#include "http/sample_json.h"

namespace rowhook {
namespace {

/// `pick`: the name of a pick, or `{"nullIn": column}`.
void read_pick(const JsonReader& reader, RowSelection& rows) {
  using Pick = RowSelection::Pick;
  if (reader.value().is_object()) {
    reader.known_keys({"nullIn"});
    rows.pick = Pick::null_in;
    rows.null_column = reader.member("nullIn").non_empty_string().value_or("");
    return;
  }
  const std::vector<std::pair<std::string_view, Pick>> picks = {
      {"first", Pick::first}, {"last", Pick::last}, {"spread", Pick::spread}};
  for (const auto& [name, pick] : picks) {
    if (reader.value() == name) {
      rows.pick = pick;
      return;
    }
  }
  reader.complain("invalid_value", R"(Expected "first", "last", "spread" or {"nullIn": column}.)");
}

RowSelection read_rows(const JsonReader& reader) {
  RowSelection rows;
  if (!reader.object()) return rows;
  reader.known_keys({"limit", "pick"});
  if (reader.has("limit")) {
    rows.limit = static_cast<std::size_t>(
        reader.member("limit").integer(1, RowSelection::kMostRows).value_or(1));
  }
  if (reader.has("pick")) read_pick(reader.member("pick"), rows);
  return rows;
}

SampleQuestion read_question(const JsonReader& body) {
  SampleQuestion question;
  question.relation = parse_relation_name(body.member("relation")).value_or(RelationName{});
  if (body.has("rows")) question.rows = read_rows(body.member("rows"));
  if (body.has("refresh")) question.refresh = body.member("refresh").boolean().value_or(false);
  return question;
}

struct PreviewFields {
  SourceFields source;
  SampleQuestion question;
  Mapping mapping;
};

PreviewFields read_preview(const JsonReader& body) {
  PreviewFields fields{read_source(body, {"relation", "rows", "mapping"}), read_question(body), {}};
  fields.mapping = parse_mapping(body.member("mapping"));
  return fields;
}

std::string sample(Sampler& sampler, const ApiRequest& request) {
  const auto [source, question] = read_body(request.body, [](const JsonReader& body) {
    return std::pair(read_source(body, {"relation", "rows", "refresh"}), read_question(body));
  });
  const auto no_more = [](const RowSource&, std::vector<SelectItem>&) {};
  return sample_json(*sampler.take(source.parse(), question, no_more, request.deadline).sample);
}

std::string preview(Previewer& previewer, const ApiRequest& request) {
  auto fields = read_body(request.body, read_preview);
  keep_written_mapping(request.text, fields.mapping);
  return preview_json(
      previewer.preview(fields.source.parse(), fields.question, fields.mapping, request.deadline));
}

}  // namespace

void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer) {
  server.post("/v1/sample",
              [&sampler](const ApiRequest& request) { return sample(sampler, request); });
  server.post("/v1/preview",
              [&previewer](const ApiRequest& request) { return preview(previewer, request); });
}

}  // namespace rowhook
