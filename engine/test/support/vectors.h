#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/json_reader.h"
#include "catalog/row_source.h"

namespace rowhook::testing {

/// A file of contracts/vectors, which the tests of the contracts also use.
inline Json read_vectors(const std::string& name) {
  std::ifstream file(std::string(ROWHOOK_VECTORS_DIR) + "/" + name + ".json");
  if (!file) throw std::runtime_error("there is no vector file " + name);
  auto vectors = Json::parse(file);
  if (vectors.empty()) throw std::runtime_error("the vector file " + name + " is empty");
  return vectors;
}

/// A column of one of the types in the vectors.
inline Column vector_column(const Json& json) {
  static const std::map<std::string, TypeFamily> kFamilies = {
      {"bool", TypeFamily::boolean},
      {"int4", TypeFamily::integer},
      {"int8", TypeFamily::integer},
      {"numeric", TypeFamily::decimal},
      {"float8", TypeFamily::decimal},
      {"text", TypeFamily::text},
      {"box", TypeFamily::text},
      {"date", TypeFamily::date},
      {"timestamp", TypeFamily::timestamp},
      {"timestamptz", TypeFamily::timestamptz},
      {"json", TypeFamily::json},
      {"jsonb", TypeFamily::json},
      {"bytea", TypeFamily::bytea},
  };
  Column column;
  column.name = json.at("name");
  column.readable = true;
  column.type.name = json.at("type");
  auto element = column.type.name;
  if (element.ends_with("[]")) {
    column.type.is_array = true;
    element.resize(element.size() - 2);
  }
  column.type.delimiter = element == "box" ? ';' : ',';
  column.type.family = kFamilies.at(element);
  if (column.type.name == "jsonb") column.type.oid = kJsonb;
  return column;
}

inline RowSource vector_source(const Json& columns) {
  RowSource source;
  source.name = "vectors";
  for (const auto& column : columns) source.columns.push_back(vector_column(column));
  return source;
}

/// One line of COPY text, escaped like CopyAttributeOutText in copyto.c.
inline std::string copy_line(const Json& values) {
  static const std::map<char, std::string> kEscapes = {{'\b', "\\b"}, {'\f', "\\f"}, {'\n', "\\n"},
                                                       {'\r', "\\r"}, {'\t', "\\t"}, {'\v', "\\v"},
                                                       {'\\', "\\\\"}};
  std::string line;
  for (const auto& value : values) {
    if (&value != &values.front()) line += '\t';
    if (value.is_null()) {
      line += "\\N";
      continue;
    }
    for (const char c : value.get<std::string>()) {
      const auto escape = kEscapes.find(c);
      line += escape == kEscapes.end() ? std::string(1, c) : escape->second;
    }
  }
  return line;
}

}  // namespace rowhook::testing
