#include "http/export_fields.h"

#include <cstdint>

namespace rowhook {
namespace {

OnError read_on_error(const JsonReader& reader) {
  const auto name = reader.string();
  if (name == "skip") return OnError::skip;
  if (name && name != "stop") reader.complain("invalid_value", R"(Expected "stop" or "skip".)");
  return OnError::stop;
}

void read_flag(const JsonReader& body, std::string_view name, bool& flag) {
  if (body.has(name)) flag = body.member(name).boolean().value_or(flag);
}

void read_export_question(const JsonReader& body, ExportQuestion& question) {
  question.mapping = parse_mapping(body.member("mapping"));
  if (body.has("limit")) {
    question.limit = static_cast<std::uint64_t>(
        body.member("limit").integer(1, ExportQuestion::kMostRows).value_or(1));
  }
  if (body.has("onError")) question.lines.on_error = read_on_error(body.member("onError"));
  if (body.has("workers")) {
    question.workers = static_cast<std::size_t>(
        body.member("workers").integer(1, ExportQuestion::kMostWorkers).value_or(1));
  }
  read_flag(body, "payloads", question.lines.payloads);
  read_flag(body, "keys", question.lines.keys);
  read_flag(body, "progress", question.progress);
  read_flag(body, "endRecord", question.end_record);
  read_flag(body, "report", question.lines.report);
}

}  // namespace

ExportFields read_export_fields(const JsonReader& body) {
  ExportFields fields;
  fields.connection =
      read_connection_and_source(body, fields.question.source,
                                 {"mapping", "limit", "onError", "workers", "payloads", "keys",
                                  "progress", "endRecord", "report"});
  read_export_question(body, fields.question);
  return fields;
}

}  // namespace rowhook
