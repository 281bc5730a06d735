#include "mapping/steps.h"

#include <array>
#include <string>
#include <string_view>

#include "base/json_scan.h"
#include "mapping/constant.h"

namespace rowhook {
namespace {

constexpr EnumNames<Sha256Step::Encoding, 2> kEncodingNames{{"hex", "base64"}};

constexpr std::string_view kExpectedStep =
    R"(Expected "trim", "lowercase", "uppercase", "digits", "emptyAsNull", or an object with "truncate", "replace", "lookup" or "sha256".)";

std::optional<TextStep> parse_truncate(const JsonReader& reader) {
  const auto characters = reader.integer(1, kMaxTruncate);
  if (!characters) return std::nullopt;
  return TruncateStep{static_cast<std::size_t>(*characters)};
}

std::optional<TextStep> parse_replace(const JsonReader& reader) {
  const auto texts = reader.elements();
  if (!reader.value().is_array()) return std::nullopt;
  if (texts.size() != 2) {
    reader.report_error("invalid_value",
                        "Expected two strings: the text to find and its replacement.");
    return std::nullopt;
  }
  auto search = texts[0].non_empty_string();
  auto replacement = texts[1].string();
  if (!search || !replacement) return std::nullopt;
  return ReplaceStep{std::move(*search), std::move(*replacement)};
}

LookupResult lookup_result(std::string_view json) {
  auto [text, exact] = read_constant(json);
  if (text == "null") return {LookupResult::Kind::null, ""};
  if (text.starts_with('"')) {
    return {LookupResult::Kind::text, json_string_value(text).value()};
  }
  return {LookupResult::Kind::json, std::move(text), exact};
}

std::optional<TextStep> parse_lookup(const JsonReader& reader) {
  if (!reader.object()) return std::nullopt;
  reader.known_keys({"values", "default"});
  const auto values = reader.member("values");
  if (!values.object()) return std::nullopt;
  if (values.value().size() > kMaxLookupEntries) {
    values.report_error("too_big",
                        "Expected at most " + std::to_string(kMaxLookupEntries) + " values.");
    return std::nullopt;
  }
  LookupStep lookup;
  for (const auto& [key, value] : values.members()) {
    lookup.values.insert_or_assign(json_string_value(key).value(), lookup_result(value));
  }
  if (reader.has("default")) lookup.otherwise = lookup_result(reader.member("default").text());
  return lookup;
}

std::optional<Sha256Step::Encoding> parse_encoding(const JsonReader& reader) {
  if (!reader.string()) return std::nullopt;
  return reader.one_of(kEncodingNames, R"(Expected "hex" or "base64".)");
}

std::optional<TextStep> parse_sha256(const JsonReader& reader) {
  if (!reader.value().is_object()) {
    const auto encoding = parse_encoding(reader);
    return encoding ? std::optional<TextStep>(Sha256Step{*encoding, false}) : std::nullopt;
  }
  reader.known_keys({"as", "empty"});
  const auto encoding = parse_encoding(reader.member("as"));
  const auto empty = reader.member("empty");
  if (empty.string().value_or("hash") != "hash") {
    empty.report_error("invalid_value", R"(Expected "hash".)");
  }
  return encoding ? std::optional<TextStep>(Sha256Step{*encoding, true}) : std::nullopt;
}

struct ParameterStep {
  std::string_view name;
  std::optional<TextStep> (*parse)(const JsonReader& parameter);
};

constexpr std::array kParameterSteps{
    ParameterStep{"truncate", parse_truncate}, ParameterStep{"replace", parse_replace},
    ParameterStep{"lookup", parse_lookup}, ParameterStep{"sha256", parse_sha256}};

std::optional<TextStep> parse_step(const JsonReader& reader) {
  if (reader.value().is_string()) return reader.one_of(kPlainStepNames, kExpectedStep);
  if (!reader.value().is_object() || reader.value().size() != 1) {
    reader.report_error("invalid_value", std::string(kExpectedStep));
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const auto& [name, parse] : kParameterSteps) {
    if (reader.has(name)) return parse(reader.member(name));
    names.push_back(name);
  }
  reader.known_keys(names);
  return std::nullopt;
}

}  // namespace

std::vector<TextStep> parse_steps(const JsonReader& list) {
  std::vector<TextStep> steps;
  const auto elements = list.elements();
  if (list.value().is_array() && (elements.empty() || elements.size() > kMaxSteps)) {
    list.report_error("invalid_value", "Expected 1 to " + std::to_string(kMaxSteps) + " steps.");
    return steps;
  }
  for (const auto& element : elements) {
    if (auto step = parse_step(element)) steps.push_back(std::move(*step));
  }
  return steps;
}

}  // namespace rowhook
