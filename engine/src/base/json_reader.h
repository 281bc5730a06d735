#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace rowhook {

using Json = nlohmann::ordered_json;

/// The document's text, compact. Bytes that are not UTF-8, which names of a SQL_ASCII database may
/// hold, become U+FFFD.
std::string to_text(const Json& document);

/// A place in a JSON document being read strictly. Every read that finds something else than it
/// expects adds one FieldError, with the place's pointer, and returns nothing; so one pass over a
/// document reports what is wrong with its shape, kMaxErrors at most. Refers to the document and
/// to the list of errors: both must outlive it.
class JsonReader {
 public:
  JsonReader(const Json& value, std::string pointer, std::vector<FieldError>& errors);

  /// REQUIRES the place to exist, as everything does that has() or element() found.
  const Json& value() const { return *value_; }

  bool has(std::string_view key) const;
  /// A member of an object; reading one that is missing is an error of its own.
  JsonReader member(std::string_view key) const;
  /// REQUIRES index < array_size().
  JsonReader element(std::size_t index) const;

  bool object() const;
  std::size_t array_size() const;
  std::optional<std::string> string() const;
  std::optional<std::string> non_empty_string() const;
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer(std::int64_t min, std::int64_t max) const;

  /// Refuses every other key, naming the nearest known one.
  void known_keys(const std::vector<std::string_view>& keys) const;

  void complain(std::string_view code, std::string message) const;

 private:
  JsonReader(const Json* value, std::string pointer, std::vector<FieldError>* errors);
  bool is(bool as_expected, std::string_view expected) const;

  const Json* value_;  // null: missing
  std::string pointer_;
  std::vector<FieldError>* errors_;
};

}  // namespace rowhook
