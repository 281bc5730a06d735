#include "api/sample.h"

#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "http/problem_json.h"
#include "http/request_body.h"
#include "mapping/source_document.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

constexpr EnumNames<RowSelection::Pick, 3> kPickNames{{"first", "last", "spread"}};

/// Reads `pick`: a name, `{"nullIn": column}` or `{"where": conditions}`.
void read_pick(const JsonReader& reader, RowSelection& selection) {
  using Pick = RowSelection::Pick;
  if (reader.has("where") && !reader.has("nullIn")) {
    reader.known_keys({"where"});
    const auto where = reader.member("where");
    selection.pick = Pick::where;
    selection.where = parse_conditions(where);
    if (where.value().is_array() && where.value().empty()) {
      where.report_error("too_small", "Expected at least one condition.");
    }
    return;
  }
  if (reader.value().is_object()) {
    reader.known_keys({"nullIn"});
    selection.pick = Pick::null_in;
    selection.null_column = reader.member("nullIn").non_empty_string().value_or("");
    return;
  }
  const auto pick = reader.one_of(
      kPickNames,
      R"(Expected "first", "last", "spread", {"nullIn": column} or {"where": [condition]}.)");
  selection.pick = pick.value_or(Pick::first);
}

/// Encodes the cells of the readable columns, which are the sample's first items.
class CellReader {
 public:
  explicit CellReader(const Sample& sample)
      : sample_(sample),
        mapper_(kEmptyPlan, sample.items.size(),
                {.row_limit_bytes = kNoLimit,
                 .verify_utf8 = sample.verify_utf8,
                 .settings_changed = sample.settings_changed}) {
    for (const auto& column : sample.source.columns) {
      if (!column.readable) continue;
      values_.push_back({columns_.size(), encoder_for(column.type, std::nullopt)});
      columns_.push_back(column.name);
    }
  }

  const std::vector<std::string>& columns() const { return columns_; }

  /// Returns the errors of the columns that Postgres cannot evaluate.
  Json column_errors() const {
    auto list = Json::array();
    for (const auto& [item, problem] : sample_.errors) {
      if (item >= columns_.size()) continue;
      Json error{{"column", columns_[item]},
                 {"code", to_string(problem.code)},
                 {"sqlstate", problem.sqlstate.value_or("")},
                 {"message", problem.detail}};
      if (!problem.hint.empty()) error["hint"] = problem.hint;
      list.push_back(std::move(error));
    }
    return list;
  }

  Json cells(const SampleRow& row) {
    auto cells = Json::array();
    if (!row.too_large) mapper_.read(row.line, sample_.missing(row));
    for (const auto& value : values_) {
      cells.push_back(row.too_large ? unreadable_cell(IssueCode::row_too_large, 0)
                                    : encoded(value));
    }
    return cells;
  }

 private:
  static constexpr auto kNoLimit = std::numeric_limits<std::size_t>::max();
  static inline const Plan kEmptyPlan;

  static Json cell(Json json, std::size_t bytes) {
    return {{"json", std::move(json)}, {"bytes", bytes}};
  }

  static Json unreadable_cell(IssueCode issue, std::size_t bytes) {
    auto json = cell(Json(), bytes);
    json["issue"] = to_string(issue);
    return json;
  }

  Json encoded(const PlanColumn& value) {
    json_.clear();
    const auto& field = mapper_.fields()[value.item];
    if (const auto issue = mapper_.write_value(value, json_)) {
      return unreadable_cell(*issue, field.null ? 0 : copy_text(field, text_).size());
    }
    if (field.null) return cell(Json(), 0);
    return cell(utf8_prefix(json_, kCellCharacters), json_.size());
  }

  const Sample& sample_;
  std::vector<std::string> columns_;
  std::vector<PlanColumn> values_;
  RowMapper mapper_;
  std::string text_;
  std::string json_;
};

std::string sample(Sampler& sampler, const ApiRequest& request) {
  const auto body = read_body(request.body, read_sample_body);
  const auto no_items = [](const RowSource&, std::vector<SelectItem>&) {};
  return sample_response(
      *sampler.take(body.connection.parse(), body.request, no_items, request.deadline).sample);
}

}  // namespace

RowSelection read_rows(const JsonReader& reader) {
  RowSelection selection;
  if (!reader.object()) return selection;
  reader.known_keys({"limit", "pick"});
  if (reader.has("limit")) {
    selection.limit = static_cast<std::size_t>(
        reader.member("limit").integer(1, RowSelection::kMaxRows).value_or(1));
  }
  if (reader.has("pick")) read_pick(reader.member("pick"), selection);
  return selection;
}

SampleBody read_sample_body(const JsonReader& reader) {
  SampleBody body;
  auto& request = body.request;
  body.connection = read_connection_and_source(reader, request.source, {"rows", "refresh"});
  if (reader.has("rows")) request.rows = read_rows(reader.member("rows"));
  if (reader.has("refresh")) request.refresh = reader.member("refresh").boolean().value_or(false);
  return body;
}

std::string sample_response(const Sample& sample) {
  CellReader reader(sample);
  auto rows = Json::array();
  for (const auto& row : sample.rows) {
    rows.push_back({{"key", json_or_null(row.key)}, {"cells", reader.cells(row)}});
  }
  const Json json{{"columns", reader.columns()},
                  {"columnErrors", reader.column_errors()},
                  {"rows", std::move(rows)},
                  {"order", sample.order},
                  {"takenAt", iso_time(sample.taken_at)},
                  {"warnings", warnings_json(sample.warnings)}};
  return to_text(json);
}

void add_sample_route(HttpServer& server, Sampler& sampler) {
  server.post("/v1/sample",
              [&sampler](const ApiRequest& request) { return sample(sampler, request); });
}

}  // namespace rowhook
