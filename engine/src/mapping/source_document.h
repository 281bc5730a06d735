#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"

namespace rowhook {

// Limits of a source in a request. They match SOURCE_LIMITS of the contracts;
// contracts/vectors/codes.json keeps both in sync.

constexpr std::size_t kMaxQueryBytes = 100'000;          ///< of a query, in UTF-8
constexpr std::size_t kMaxConditions = 50;               ///< in one list
constexpr std::size_t kMaxConditionValues = 1'000;       ///< of the operator `in`
constexpr std::size_t kMaxConditionValueBytes = 10'000;  ///< of a string value, in UTF-8
constexpr std::size_t kMaxKeyColumns = 32;               ///< in the `key` of a query

/// The members of an object that describe its source.
constexpr std::array<std::string_view, 4> kSourceKeys{"relation", "where", "query", "key"};

RelationName parse_relation_name(const JsonReader& reader);

/// Parses the source of an object, which may have other members. Returns nothing if it has none,
/// and reports that as an error if `required`.
std::optional<Source> parse_source(const JsonReader& object, bool required);

std::vector<Condition> parse_conditions(const JsonReader& list);

}  // namespace rowhook
