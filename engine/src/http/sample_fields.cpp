#include "http/sample_fields.h"

#include <string_view>
#include <utility>
#include <vector>

#include "mapping/source_document.h"

namespace rowhook {
namespace {

/// `pick`: the name of a pick, `{"nullIn": column}` or `{"where": conditions}`.
void read_pick(const JsonReader& reader, RowSelection& rows) {
  using Pick = RowSelection::Pick;
  if (reader.has("where") && !reader.has("nullIn")) {
    reader.known_keys({"where"});
    const auto where = reader.member("where");
    rows.pick = Pick::where;
    rows.where = parse_conditions(where);
    if (where.value().is_array() && where.value().empty()) {
      where.complain("too_small", "Expected at least one condition.");
    }
    return;
  }
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
  reader.complain(
      "invalid_value",
      R"(Expected "first", "last", "spread", {"nullIn": column} or {"where": [condition]}.)");
}

}  // namespace

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

SampleFields read_sample_fields(const JsonReader& body) {
  SampleFields fields;
  auto& question = fields.question;
  fields.connection = read_connection_and_source(body, question.source, {"rows", "refresh"});
  if (body.has("rows")) question.rows = read_rows(body.member("rows"));
  if (body.has("refresh")) question.refresh = body.member("refresh").boolean().value_or(false);
  return fields;
}

PreviewFields read_preview_fields(const JsonReader& body) {
  PreviewFields fields;
  auto& question = fields.question;
  fields.connection = read_connection_and_source(body, question.source, {"rows", "mapping"});
  if (body.has("rows")) question.rows = read_rows(body.member("rows"));
  fields.mapping = parse_mapping(body.member("mapping"));
  return fields;
}

}  // namespace rowhook
