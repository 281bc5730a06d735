#pragma once

#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "payload/text_steps.h"

namespace rowhook {

// What a field's `steps` may hold. The same numbers as STEP_LIMITS of the contracts, held together
// by contracts/vectors/codes.json.
constexpr std::size_t kMaxSteps = 20;
constexpr std::size_t kMaxLookupEntries = 1'000;
constexpr std::int64_t kMaxTruncate = 1'000'000;  ///< characters

/// Reads the steps of a field; each breach of their shape is an error of `list`. Lookups have no
/// results yet: read_lookups() takes them from the document's text.
std::vector<TextStep> parse_steps(const JsonReader& list);

/// Fills the lookups of `steps` from the text of the list that they were parsed from: results keep
/// the order and the names of their keys, as constants do.
void read_lookups(std::string_view list, std::vector<TextStep>& steps);

}  // namespace rowhook
