#pragma once

#include <vector>

#include "error.h"
#include "json_reader.h"
#include "warning.h"

namespace rowhook {

// What several answers have in common.

Json understood_json(const Understood& understood);
Json warnings_json(const std::vector<Warning>& warnings);

}  // namespace rowhook
