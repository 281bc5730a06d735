#include "http/export_routes.h"

#include <memory>
#include <utility>

#include "export/background.h"
#include "http/export_fields.h"
#include "http/request_body.h"

namespace rowhook {
namespace {

StreamAnswer begin_export(Exporter& exporter, const ApiRequest& request) {
  auto fields = read_body(request.body, read_export_fields);
  keep_written_mapping(request.text, fields.question.mapping);
  const std::shared_ptr<Export> begun =
      exporter.begin(fields.source.parse(), fields.question, request.deadline);
  return [begun](const Export::Write& write) { run_in_background([&] { begun->run(write); }); };
}

}  // namespace

void add_export_routes(HttpServer& server, Exporter& exporter) {
  server.post_stream("/v1/export", "application/x-ndjson", [&exporter](const ApiRequest& request) {
    return begin_export(exporter, request);
  });
}

}  // namespace rowhook
