#include "mapping/document.h"

#include <algorithm>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "mapping/source_document.h"
#include "mapping/steps.h"
#include "payload/pointer_tree.h"

namespace rowhook {
namespace {

const NullPolicy kKeep;

Constant constant_of(const Json& value) { return read_constant(to_text(value)); }

void read_constant_at(std::string_view json, const JsonPointer& pointer, Constant& constant) {
  if (const auto text = find_json(json, pointer)) constant = read_constant(*text);
}

void read_default(std::string_view json, NullPolicy& policy) {
  if (policy.kind != NullPolicy::Kind::value) return;
  read_constant_at(json, {"onNull", "default"}, policy.value);
}

std::optional<NullPolicy> parse_null_policy(const JsonReader& reader) {
  if (reader.value().is_object()) {
    reader.known_keys({"default"});
    if (!reader.has("default")) {
      reader.member("default").report_error("missing", "Give the value to send for NULL.");
      return std::nullopt;
    }
    return NullPolicy{NullPolicy::Kind::value, constant_of(reader.value().at("default"))};
  }
  const auto name = reader.value().is_string() ? reader.value().get<std::string>() : std::string();
  if (name == "keep") return NullPolicy{NullPolicy::Kind::keep, {}};
  if (name == "omit") return NullPolicy{NullPolicy::Kind::omit, {}};
  if (name == "error") return NullPolicy{NullPolicy::Kind::error, {}};
  reader.report_error("invalid_value", R"(Expected "keep", "omit", "error" or {"default": …}.)");
  return std::nullopt;
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

std::vector<TextStep>* steps_of(Field& field) {
  if (auto* column = std::get_if<ColumnValue>(&field.value)) return &column->steps;
  if (auto* text = std::get_if<TemplateValue>(&field.value)) return &text->steps;
  return nullptr;
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
    field.value = constant_of(reader.value().at("value"));
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
  const auto fields = document.member("fields");
  for (std::size_t i = 0; i < fields.array_size(); ++i) {
    mapping.fields.push_back(parse_field(fields.element(i)));
  }
  return mapping;
}

void read_constants(std::string_view document, Mapping& mapping) {
  read_default(document, mapping.on_null);
  const auto fields = json_elements(find_json(document, {"fields"}).value_or("[]"));
  for (std::size_t i = 0; i < std::min(fields.size(), mapping.fields.size()); ++i) {
    auto& field = mapping.fields[i];
    if (auto* constant = std::get_if<Constant>(&field.value)) {
      read_constant_at(fields[i], {"value"}, *constant);
    }
    if (auto* steps = steps_of(field)) {
      read_lookups(find_json(fields[i], {"steps"}).value_or("[]"), *steps);
    }
    if (field.on_null) read_default(fields[i], *field.on_null);
  }
}

const NullPolicy& null_policy_of(const Field& field, const Mapping& mapping) {
  if (std::holds_alternative<Constant>(field.value)) return kKeep;
  return field.on_null ? *field.on_null : mapping.on_null;
}

}  // namespace rowhook
