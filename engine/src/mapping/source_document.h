#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/source.h"
#include "json_reader.h"

namespace rowhook {

/// The members of an object that make its source.
constexpr std::array<std::string_view, 4> kSourceKeys{"relation", "where", "query", "key"};

/// Reads the source of an object, which may have other members; absent where it has none, which is
/// a complaint if `required`.
std::optional<Source> parse_source(const JsonReader& object, bool required);

/// Reads a list of conditions.
std::vector<Condition> parse_conditions(const JsonReader& list);

}  // namespace rowhook
