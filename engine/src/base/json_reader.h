#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_scan.h"
#include "base/problem.h"
#include "base/text.h"

namespace rowhook {

using Json = nlohmann::ordered_json;

/// Serializes the document without white space. Replaces bytes that are not UTF-8, which names of a
/// SQL_ASCII database may contain, with U+FFFD.
std::string to_text(const Json& document);

/// Appends a JSON string, as to_text() does, but builds no Json value for valid UTF-8.
void append_any_text(std::string& out, const std::string& text);

/// Returns null for no value.
template <class Value>
Json json_or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

/// A JSON document with the text that it was parsed from. The value has only the last of several
/// duplicate keys, and rounds its numbers; the text has all of them as written.
struct JsonDocument {
  Json value;
  std::string text;
};

/// Reads one location of a JSON document strictly. Each read that finds something unexpected adds a
/// FieldError with the JSON pointer of the location and returns nothing, so that one pass reports
/// all errors in the structure of a document (at most kMaxErrors). The document and the list of
/// errors must outlive the reader.
class JsonReader {
 public:
  /// `pointer`: of the document, for errors.
  JsonReader(const JsonDocument& document, const std::string& pointer,
             std::vector<FieldError>& errors);

  /// REQUIRES: the location exists, as it does after has() or elements().
  const Json& value() const { return *value_; }
  /// The text of the value, without white space before it. Empty if the location does not exist.
  std::string_view text() const { return text_; }

  /// The members of an object as written. Empty if the value is no object.
  const std::vector<JsonMember>& members() const { return members_; }

  bool has(std::string_view key) const;
  /// Returns a reader for a member. Reading a missing member reports an error.
  JsonReader member(std::string_view key) const;
  /// Returns a reader for each element of an array.
  std::vector<JsonReader> elements() const;

  /// Reads one of the names of an enumeration. Reports invalid_value with the message `expected`
  /// for anything else.
  template <class Enum, std::size_t n>
  std::optional<Enum> one_of(const EnumNames<Enum, n>& names, std::string_view expected) const {
    const bool is_string = value_ != nullptr && value_->is_string();
    const auto found =
        is_string ? names.find(value_->get_ref<const std::string&>()) : std::optional<Enum>();
    if (!found) report_error("invalid_value", std::string(expected));
    return found;
  }

  bool object() const;
  std::optional<std::string> string() const;
  std::optional<std::string> non_empty_string() const;
  std::optional<bool> boolean() const;
  /// Also reads `10.0` and `1e1`, which are integers in JSON Schema. The limits must be within
  /// ±2^53.
  std::optional<std::int64_t> integer(std::int64_t min, std::int64_t max) const;

  /// Reports an error for each key that is not in `keys`, and suggests the nearest known key.
  void known_keys(const std::vector<std::string_view>& keys) const;

  void report_error(std::string_view code, std::string message) const;

 private:
  using Pointer = Json::json_pointer;

  JsonReader(const Json* value, std::string_view text, Pointer pointer,
             std::vector<FieldError>* errors);
  bool is(bool as_expected, std::string_view expected) const;

  const Json* value_;  // null: missing
  std::string_view text_;
  std::vector<JsonMember> members_;  // of an object, found once for all reads
  Pointer pointer_;
  std::vector<FieldError>* errors_;
};

}  // namespace rowhook
