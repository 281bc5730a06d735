#include "mapping/source_document.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"

namespace rowhook {
namespace {

using Operator = Condition::Operator;

// A number with a fraction or an exponent has at most 15 digits in a text of this size, and a
// double keeps those.
constexpr std::size_t kExactNumberBytes = std::numeric_limits<double>::digits10 + 1;

constexpr std::string_view kNotBoth = "A source is a table or a query, not both.";

/// Returns the text and reports an error if Postgres would reject it.
std::string checked_text(const JsonReader& reader, std::string text,
                         std::size_t most_bytes = std::string::npos) {
  if (text.find('\0') != std::string::npos) {
    reader.report_error("invalid_value", "Postgres does not allow the character U+0000 in text.");
  } else if (text.size() > most_bytes) {
    reader.report_error("too_big", "Expected at most " + std::to_string(most_bytes) + " bytes.");
  }
  return text;
}

/// Returns the value as text, which Postgres converts to the column's type.
std::string parse_value(const JsonReader& reader) {
  const auto& value = reader.value();
  if (value.is_string()) {
    return checked_text(reader, value.get<std::string>(), kMaxConditionValueBytes);
  }
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (!value.is_number()) {
    reader.report_error("invalid_type", "Expected text, a number, true or false.");
    return {};
  }
  const auto number = value.get<double>();
  if (std::abs(number) > static_cast<double>(kMaxSafeInteger)) {
    reader.report_error(
        "out_of_range",
        "A number beyond ±9007199254740991 would lose digits here. Write it as text.");
    return {};
  }
  // Postgres rejects 1.0 and 1e2 as input of an integer column. A longer text may have digits that
  // the double has lost.
  const bool whole = number == std::trunc(number) && reader.text().size() <= kExactNumberBytes;
  if (whole) return std::to_string(value.get<std::int64_t>());
  return checked_text(reader, std::string(reader.text()), kMaxConditionValueBytes);
}

std::vector<std::string> parse_values(const JsonReader& condition, Operator is) {
  const auto member = condition.member("value");
  if (is == Operator::null || is == Operator::not_null) {
    if (condition.has("value")) {
      member.report_error("invalid_value", "This operator takes no value.");
    }
    return {};
  }
  if (!condition.has("value")) {
    member.report_error("invalid_type", "Give the value to compare with.");
    return {};
  }
  if (is != Operator::in) return {parse_value(member)};
  std::vector<std::string> values;
  const auto elements = member.elements();
  if (member.value().is_array() && (elements.empty() || elements.size() > kMaxConditionValues)) {
    member.report_error("out_of_range",
                        "Expected 1 to " + std::to_string(kMaxConditionValues) + " values.");
    return {};
  }
  values.reserve(elements.size());
  for (const auto& element : elements) values.push_back(parse_value(element));
  return values;
}

Condition parse_condition(const JsonReader& reader) {
  Condition condition;
  if (!reader.object()) return condition;
  const auto is = reader.member("is").one_of(
      kOperatorNames, "Expected " + join(kOperatorNames.all, ", ", std::identity()) + ".");
  if (!is) return condition;
  reader.known_keys({"column", "is", "value"});
  condition.column = reader.member("column").non_empty_string().value_or("");
  condition.is = *is;
  condition.values = parse_values(reader, *is);
  return condition;
}

/// Returns whether an unknown key is probably a misspelled source, which is already reported as an
/// unknown key.
bool misspells_source(const JsonReader& object) {
  if (!object.object()) return true;
  const auto& members = object.value().items();
  return std::any_of(members.begin(), members.end(), [](const auto& member) {
    return nearest(member.key(), {"relation", "query"}).has_value();
  });
}

Source parse_relation_source(const JsonReader& object) {
  Source source;
  if (object.has("key")) {
    object.member("key").report_error("invalid_value",
                                      "\"key\" belongs to a query. A table has its primary key.");
  }
  source.relation = parse_relation_name(object.member("relation"));
  if (object.has("where")) source.where = parse_conditions(object.member("where"));
  return source;
}

Source parse_query_source(const JsonReader& object) {
  Source source;
  if (object.has("where")) {
    object.member("where").report_error(
        "invalid_value", "\"where\" filters a table. Put the condition into the query.");
  }
  const auto query = object.member("query");
  if (auto text = query.non_empty_string()) {
    source.query = checked_text(query, std::move(*text), kMaxQueryBytes);
  }
  if (!object.has("key")) return source;
  const auto key = object.member("key");
  const auto columns = key.elements();
  if (columns.size() > kMaxKeyColumns) {
    key.report_error("too_big", "Expected at most " + std::to_string(kMaxKeyColumns) + " columns.");
    return source;
  }
  for (const auto& column : columns) {
    source.key.push_back(column.non_empty_string().value_or(""));
  }
  return source;
}

}  // namespace

RelationName parse_relation_name(const JsonReader& reader) {
  if (!reader.object()) return {};
  reader.known_keys({"schema", "name"});
  const auto schema = reader.member("schema");
  const auto name = reader.member("name");
  return {checked_text(schema, schema.non_empty_string().value_or("")),
          checked_text(name, name.non_empty_string().value_or(""))};
}

std::optional<Source> parse_source(const JsonReader& object, bool required) {
  const bool relation = object.has("relation");
  const bool query = object.has("query");
  if (relation && query) {
    object.member("query").report_error("invalid_value", std::string(kNotBoth));
    return std::nullopt;
  }
  if (relation) return parse_relation_source(object);
  if (query || object.has("key")) return parse_query_source(object);
  if (object.has("where") || (required && !misspells_source(object))) {
    return parse_relation_source(object);
  }
  return std::nullopt;
}

std::vector<Condition> parse_conditions(const JsonReader& list) {
  const auto elements = list.elements();
  if (elements.size() > kMaxConditions) {
    list.report_error("too_big",
                      "Expected at most " + std::to_string(kMaxConditions) + " conditions.");
    return {};
  }
  std::vector<Condition> conditions;
  conditions.reserve(elements.size());
  for (const auto& element : elements) conditions.push_back(parse_condition(element));
  return conditions;
}

}  // namespace rowhook
