#include "http/sample_routes.h"

#include "http/sample_fields.h"
#include "http/sample_json.h"

namespace rowhook {
namespace {

std::string sample(Sampler& sampler, const ApiRequest& request) {
  const auto fields = read_body(request.body, read_sample_fields);
  const auto no_more = [](const RowSource&, std::vector<SelectItem>&) {};
  return sample_json(
      *sampler.take(fields.connection.parse(), fields.question, no_more, request.deadline).sample);
}

std::string preview(Previewer& previewer, const ApiRequest& request) {
  auto fields = read_body(request.body, read_preview_fields);
  keep_written_mapping(request.text, fields.mapping);
  return preview_json(previewer.preview(fields.connection.parse(), fields.question, fields.mapping,
                                        request.deadline));
}

}  // namespace

void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer) {
  server.post("/v1/sample",
              [&sampler](const ApiRequest& request) { return sample(sampler, request); });
  server.post("/v1/preview",
              [&previewer](const ApiRequest& request) { return preview(previewer, request); });
}

}  // namespace rowhook
