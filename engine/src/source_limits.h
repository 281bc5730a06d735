#pragma once

#include <cstddef>

namespace rowhook {

// What a request may say about a source. The same numbers as SOURCE_LIMITS of the contracts, held
// together by contracts/vectors/codes.json.

constexpr std::size_t kMaxQueryBytes = 100'000;          ///< of a query, in UTF-8
constexpr std::size_t kMaxConditions = 50;               ///< of one list
constexpr std::size_t kMaxConditionValues = 1'000;       ///< of an `in`
constexpr std::size_t kMaxConditionValueBytes = 10'000;  ///< of a value that is text, in UTF-8
constexpr std::size_t kMaxKeyColumns = 32;               ///< of a query's `key`

}  // namespace rowhook
