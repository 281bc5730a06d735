#include "mapping/document.h"

#include "base/json_reader.h"
#include "base/text.h"
#include "mapping/source_document.h"
#include "mapping/steps.h"

namespace rowhook {
namespace {

const NullPolicy kKeep;

constexpr EnumNames<NullPolicy::Kind, 3> kNullPolicyNames{{"keep", "omit", "error"}};

std::optional<NullPolicy> parse_null_policy(const JsonReader& reader) {
  if (reader.value().is_object()) {
    reader.known_keys({"default"});
    const auto value = reader.member("default");
    if (!reader.has("default")) {
      value.report_error("missing", "Give the value to send for NULL.");
      return std::nullopt;
    }
    return NullPolicy{NullPolicy::Kind::value, read_constant(value.text())};
  }
  const auto kind =
      reader.one_of(kNullPolicyNames, R"(Expected "keep", "omit", "error" or {"default": …}.)");
  return kind ? std::optional(NullPolicy{*kind, {}}) : std::nullopt;
}

std::optional<Cast> parse_cast(const JsonReader& reader) {
  const auto name = reader.string();
  if (!name) return std::nullopt;
  const auto cast = kCastNames.find(*name);
  if (!cast) {
    reader.report_error("invalid_value",
                        "\"" + *name + "\" is not a cast." +
                            did_you_mean(*name, {kCastNames.all.begin(), kCastNames.all.end()}));
  }
  return cast;
}

ColumnValue parse_column_value(const JsonReader& reader) {
  reader.known_keys({"to", "column", "at", "steps", "as", "onNull"});
  ColumnValue value;
  value.column = reader.member("column").non_empty_string().value_or("");
  if (reader.has("at")) value.at = reader.member("at").string();
  if (reader.has("steps")) value.steps = parse_steps(reader.member("steps"));
  if (reader.has("as")) value.as = parse_cast(reader.member("as"));
  return value;
}

Field parse_field(const JsonReader& reader) {
  Field field;
  if (!reader.object()) return field;
  field.to = reader.member("to").string().value_or("");
  const int values =
      int{reader.has("column")} + int{reader.has("value")} + int{reader.has("template")};
  if (values != 1) {
    reader.report_error("value_invalid",
                        "A field has exactly one of \"column\", \"value\" and \"template\".");
    return field;
  }
  if (reader.has("column")) {
    field.value = parse_column_value(reader);
  } else if (reader.has("value")) {
    reader.known_keys({"to", "value"});
    field.value = read_constant(reader.member("value").text());
  } else {
    reader.known_keys({"to", "template", "steps", "onNull"});
    TemplateValue value{reader.member("template").string().value_or(""), {}};
    if (reader.has("steps")) value.steps = parse_steps(reader.member("steps"));
    field.value = std::move(value);
  }
  if (reader.has("onNull")) field.on_null = parse_null_policy(reader.member("onNull"));
  return field;
}

}  // namespace

Mapping parse_mapping(const JsonReader& document) {
  Mapping mapping;
  if (!document.object()) return mapping;
  document.known_keys(
      {"$schema", "version", "relation", "where", "query", "key", "onNull", "fields"});
  if (document.has("$schema")) document.member("$schema").string();
  if (!document.has("version") || document.value().at("version") != 1) {
    document.member("version").report_error("invalid_value", "Expected version 1.");
  }
  mapping.source = parse_source(document, false);
  if (document.has("onNull")) {
    mapping.on_null = parse_null_policy(document.member("onNull")).value_or(kKeep);
  }
  for (const auto& field : document.member("fields").elements()) {
    mapping.fields.push_back(parse_field(field));
  }
  return mapping;
}

const NullPolicy& null_policy_of(const Field& field, const Mapping& mapping) {
  if (std::holds_alternative<Constant>(field.value)) return kKeep;
  return field.on_null ? *field.on_null : mapping.on_null;
}

}  // namespace rowhook
