#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"

namespace rowhook {

// What a request may say about a source. The same numbers as SOURCE_LIMITS of the contracts, held
// together by contracts/vectors/codes.json.

constexpr std::size_t kMaxQueryBytes = 100'000;          ///< of a query, in UTF-8
constexpr std::size_t kMaxConditions = 50;               ///< of one list
constexpr std::size_t kMaxConditionValues = 1'000;       ///< of an `in`
constexpr std::size_t kMaxConditionValueBytes = 10'000;  ///< of a value that is text, in UTF-8
constexpr std::size_t kMaxKeyColumns = 32;               ///< of a query's `key`

/// The members of an object that make its source.
constexpr std::array<std::string_view, 4> kSourceKeys{"relation", "where", "query", "key"};

std::optional<RelationName> parse_relation_name(const JsonReader& reader);

/// Reads the source of an object, which may have other members; absent where it has none, which is
/// a complaint if `required`.
std::optional<Source> parse_source(const JsonReader& object, bool required);

/// Reads a list of conditions.
std::vector<Condition> parse_conditions(const JsonReader& list);

}  // namespace rowhook
