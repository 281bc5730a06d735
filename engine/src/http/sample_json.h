#pragma once

#include <string>

#include "preview/preview.h"
#include "preview/sample_cache.h"

namespace rowhook {

/// Where a cell's text is cut.
constexpr std::size_t kCellCharacters = 200;

/// The answer of /v1/sample: each cell as the JSON text of its column's default rule, cut at
/// kCellCharacters, with the whole text's size.
std::string sample_json(const KeptSample& sample);

/// The answer of /v1/preview.
std::string preview_json(Preview preview);

}  // namespace rowhook
