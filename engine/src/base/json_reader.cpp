#include "base/json_reader.h"

#include <algorithm>
#include <cmath>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/utf8.h"

namespace rowhook {

JsonReader::JsonReader(const JsonDocument& document, const std::string& pointer,
                       std::vector<FieldError>& errors)
    : JsonReader(&document.value,
                 std::string_view(document.text).substr(skip_json_space(document.text, 0)),
                 Pointer(pointer), &errors) {}

JsonReader::JsonReader(const Json* value, std::string_view text, Pointer pointer,
                       std::vector<FieldError>* errors)
    : value_(value), text_(text), pointer_(std::move(pointer)), errors_(errors) {
  if (value != nullptr && value->is_object()) members_ = json_members(text);
}

bool JsonReader::has(std::string_view key) const {
  return value_ != nullptr && value_->is_object() && value_->contains(key);
}

JsonReader JsonReader::member(std::string_view key) const {
  const std::string name(key);
  if (!has(key)) return JsonReader(nullptr, "", pointer_ / name, errors_);
  std::string_view text;
  for (const auto& written : members_) {
    if (json_string_value(written.key) == key) text = written.value;
  }
  return JsonReader(&value_->at(name), text, pointer_ / name, errors_);
}

std::vector<JsonReader> JsonReader::elements() const {
  std::vector<JsonReader> elements;
  if (!is(value_ != nullptr && value_->is_array(), "an array")) return elements;
  for (const auto text : json_elements(text_)) {
    const auto index = elements.size();
    elements.push_back(JsonReader(&value_->at(index), text, pointer_ / index, errors_));
  }
  return elements;
}

bool JsonReader::object() const {
  return is(value_ != nullptr && value_->is_object(), "an object");
}

std::optional<std::string> JsonReader::string() const {
  if (!is(value_ != nullptr && value_->is_string(), "a string")) return std::nullopt;
  return value_->get<std::string>();
}

std::optional<std::string> JsonReader::non_empty_string() const {
  auto text = string();
  if (text && text->empty()) {
    report_error("too_small", "This must not be empty.");
    return std::nullopt;
  }
  return text;
}

std::optional<bool> JsonReader::boolean() const {
  if (!is(value_ != nullptr && value_->is_boolean(), "true or false")) return std::nullopt;
  return value_->get<bool>();
}

std::optional<std::int64_t> JsonReader::integer(std::int64_t min, std::int64_t max) const {
  const auto number =
      value_ != nullptr && value_->is_number() ? value_->get<double>() : std::nan("");
  if (!is(number == std::trunc(number), "a whole number")) return std::nullopt;
  if (number < static_cast<double>(min) || number > static_cast<double>(max)) {
    report_error("out_of_range", "Expected a whole number from " + std::to_string(min) + " to " +
                                     std::to_string(max) + ".");
    return std::nullopt;
  }
  return static_cast<std::int64_t>(number);
}

void JsonReader::known_keys(const std::vector<std::string_view>& keys) const {
  if (value_ == nullptr || !value_->is_object()) return;
  for (const auto& [key, value] : value_->items()) {
    if (errors_->size() >= kMaxErrors) return;
    if (std::ranges::find(keys, key) != keys.end()) continue;
    report_error("unrecognized_keys", "Unknown key \"" + key + "\"." + did_you_mean(key, keys));
  }
}

void JsonReader::report_error(std::string_view code, std::string message) const {
  if (errors_->size() >= kMaxErrors) return;
  errors_->push_back({pointer_.to_string(), std::string(code), std::move(message)});
}

bool JsonReader::is(bool as_expected, std::string_view expected) const {
  if (!as_expected) {
    report_error("invalid_type", value_ == nullptr
                                     ? "This is missing. Expected " + std::string(expected) + "."
                                     : "Expected " + std::string(expected) + ".");
  }
  return as_expected;
}

std::string to_text(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_any_text(std::string& out, const std::string& text) {
  if (is_utf8(text)) {
    append_json_string(out, text);
  } else {
    out += to_text(text);
  }
}

}  // namespace rowhook
