#pragma once

#include <string>

#include "preview/preview.h"
#include "preview/sample_cache.h"

namespace rowhook {

/// The answer of /v1/sample: each cell as the JSON text of its column's default rule, cut at 200
/// characters, with the whole text's size.
std::string sample_json(const KeptSample& sample);

/// The answer of /v1/preview.
std::string preview_json(Preview preview);

}  // namespace rowhook
