#include "api/export.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/log.h"
#include "base/problem.h"
#include "http/problem_json.h"
#include "http/request_body.h"
#include "jobs/low_priority.h"

namespace rowhook {
namespace {

constexpr EnumNames<OnError, 2> kOnErrorNames{{"stop", "skip"}};

OnError read_on_error(const JsonReader& reader) {
  if (!reader.string()) return OnError::stop;
  return reader.one_of(kOnErrorNames, R"(Expected "stop" or "skip".)").value_or(OnError::stop);
}

void read_flag(const JsonReader& body, std::string_view name, bool& flag) {
  if (body.has(name)) flag = body.member(name).boolean().value_or(flag);
}

void read_export_request(const JsonReader& body, ExportRequest& request) {
  request.mapping = parse_mapping(body.member("mapping"));
  if (body.has("limit")) {
    request.limit = static_cast<std::uint64_t>(
        body.member("limit").integer(1, ExportRequest::kMaxRows).value_or(1));
  }
  if (body.has("onError")) request.lines.on_error = read_on_error(body.member("onError"));
  if (body.has("workers")) {
    request.workers = static_cast<std::size_t>(
        body.member("workers").integer(1, ExportRequest::kMaxWorkers).value_or(1));
  }
  read_flag(body, "payloads", request.lines.payloads);
  read_flag(body, "keys", request.lines.keys);
  read_flag(body, "progress", request.progress);
  read_flag(body, "endRecord", request.end_record);
  read_flag(body, "report", request.lines.report);
}

// Issues per log line, which should stay short.
constexpr std::size_t kMaxLoggedIssues = 20;

/// Logs the rows that do not fit the mapping, in addition to the log line of the request.
class ExportLog {
 public:
  ExportLog(std::string request_id, const Source& source)
      : request_id_(std::move(request_id)), source_(source_fields(source)) {}

  /// Runs `work`. Logs the row if `work` throws row_invalid.
  template <class Work>
  auto run(Work&& work) const {
    try {
      return std::forward<Work>(work)();
    } catch (const Problem& problem) {
      if (problem.code == ProblemCode::row_invalid) {
        auto codes = Json::array();
        for (const auto& error : problem.errors) {
          if (codes.size() == kMaxLoggedIssues) break;
          codes.push_back({{"pointer", error.pointer}, {"code", error.code}});
        }
        write({{"detail", problem.detail}, {"errors", std::move(codes)}});
      }
      throw;
    }
  }

  void log_skipped(const Export& ended) const {
    const auto counts = ended.counts();
    if (counts.skipped == 0) return;
    write({{"rows", counts.rows},
           {"skipped", counts.skipped},
           {"issues", counts.issues.json(ended.paths(), kMaxLoggedIssues)}});
  }

 private:
  /// Identifies the source, without the text of a query, which may contain personal data.
  static Json source_fields(const Source& source) {
    if (source.is_query()) return {{"source", "query"}};
    const auto& [schema, name] = source.relation;
    return {{"relation", {{"schema", schema}, {"name", name}}}};
  }

  void write(const Json& more) const {
    Json fields{{"requestId", request_id_}};
    fields.update(source_);
    fields.update(more);
    log_event(LogLevel::warn, "rows that do not fit the mapping", fields);
  }

  std::string request_id_;
  Json source_;
};

/// Returns the last line of a failed export, before the connection is cut.
std::string problem_line(const Problem& problem, const std::string& request_id) {
  return R"({"$problem":)" + problem_text(problem, request_id) + "}\n";
}

StreamWriter begin_export(Databases& databases, const ExportLimits& limits,
                          const ApiRequest& request) {
  const auto body = read_body(request.body, read_export_body);
  const ExportLog log(request.id, body.request.source);
  const auto running = log.run([&] {
    return std::make_shared<Export>(databases, limits, body.connection.parse(), body.request,
                                    request.deadline);
  });
  // The response owns the returned function, which owns the export. So destroying the response ends
  // the export.
  return [running, log, id = request.id, has_records = body.request.has_records(),
          report = body.request.lines.report](const Export::Write& write) {
    try {
      log.run([&] { run_at_low_priority([&] { running->run(write); }); });
    } catch (const Problem& problem) {
      // Throws if the client has disconnected, which ends the response as well.
      if (has_records) write(problem_line(problem, id));
      throw;
    } catch (const std::exception&) {
      if (has_records) write(problem_line(Problem(ProblemCode::internal), id));
      throw;
    }
    if (!report) log.log_skipped(*running);
  };
}

}  // namespace

ExportBody read_export_body(const JsonReader& reader) {
  ExportBody body;
  read_export_request(reader, body.request);
  body.connection =
      read_connection_and_source(reader, body.request.source,
                                 {"mapping", "limit", "onError", "workers", "payloads", "keys",
                                  "progress", "endRecord", "report"},
                                 body.request.mapping.source);
  return body;
}

void add_export_route(HttpServer& server, Databases& databases, const ExportLimits& limits) {
  server.post_stream("/v1/export", [&databases, limits](const ApiRequest& request) {
    return begin_export(databases, limits, request);
  });
}

}  // namespace rowhook
