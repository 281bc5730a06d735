#pragma once

#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "payload/text_steps.h"

namespace rowhook {

// Limits of a field's `steps`. They match STEP_LIMITS of the contracts;
// contracts/vectors/codes.json keeps both in sync.
constexpr std::size_t kMaxSteps = 20;
constexpr std::size_t kMaxLookupEntries = 1'000;
constexpr std::int64_t kMaxTruncate = 1'000'000;  ///< characters

/// Parses the steps of a field and reports errors to the reader. Lookups are still empty:
/// read_lookups() fills them.
std::vector<TextStep> parse_steps(const JsonReader& list);

/// Fills the lookups of `steps` from the text that they were parsed from. The results keep all keys
/// in their original order, as constants do.
void read_lookups(std::string_view list, std::vector<TextStep>& steps);

}  // namespace rowhook
