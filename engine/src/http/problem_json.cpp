#include "http/problem_json.h"

#include <utility>

#include "base/json_reader.h"

namespace rowhook {
namespace {

Json errors_json(const std::vector<FieldError>& errors) {
  auto list = Json::array();
  for (const auto& error : errors) {
    if (list.size() == kMaxErrors) break;
    Json entry{{"pointer", error.pointer}, {"code", error.code}, {"message", error.message}};
    if (!error.related.empty()) entry["related"] = error.related;
    list.push_back(std::move(entry));
  }
  return list;
}

Json postgres_json(const PostgresMessage& postgres) {
  Json json{{"message", postgres.message}};
  if (!postgres.hint.empty()) json["hint"] = postgres.hint;
  if (postgres.position) json["position"] = *postgres.position;
  return json;
}

}  // namespace

Json understood_json(const ConnectionSummary& understood) {
  Json json{{"host", understood.host},
            {"port", understood.port},
            {"database", understood.database},
            {"user", understood.user},
            {"sslmode", understood.sslmode}};
  if (!understood.channel_binding.empty()) json["channelBinding"] = understood.channel_binding;
  return json;
}

Json warnings_json(const std::vector<Warning>& warnings) {
  auto list = Json::array();
  for (const auto& warning : warnings) {
    list.push_back({{"code", warning.code}, {"message", warning.message}});
  }
  return list;
}

std::string problem_text(const Problem& problem, std::string_view request_id) {
  const auto& kind = kind_of(problem.code);
  const std::string_view detail = problem.detail.empty() ? kind.title : problem.detail;
  Json json{{"type", "/docs/problems/" + std::string(kind.name)},
            {"title", kind.title},
            {"status", kind.status},
            {"detail", detail},
            {"code", kind.name},
            {"requestId", request_id},
            {"retryable", kind.retryable}};
  if (problem.sqlstate) json["sqlstate"] = *problem.sqlstate;
  if (!problem.hint.empty()) json["hint"] = problem.hint;
  if (!problem.errors.empty()) json["errors"] = errors_json(problem.errors);
  if (problem.postgres) json["postgres"] = postgres_json(*problem.postgres);
  if (!problem.columns.empty()) json["columns"] = problem.columns;
  if (problem.understood) json["understood"] = understood_json(*problem.understood);
  return to_text(json);
}

}  // namespace rowhook
