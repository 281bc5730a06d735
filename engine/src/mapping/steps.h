#pragma once

#include <vector>

#include "base/json_reader.h"
#include "payload/text_steps.h"

namespace rowhook {

// Limits of a field's `steps`. They match STEP_LIMITS of the contracts;
// contracts/vectors/codes.json keeps both in sync.
constexpr std::size_t kMaxSteps = 20;
constexpr std::size_t kMaxLookupEntries = 1'000;
constexpr std::int64_t kMaxTruncate = 1'000'000;  ///< characters

/// Parses the steps of a field and reports errors to the reader. The results of lookups keep all
/// keys in their original order, as constants do.
std::vector<TextStep> parse_steps(const JsonReader& list);

}  // namespace rowhook
