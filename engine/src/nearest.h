#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace rowhook {

/// The candidate nearest to `name` by edit distance over bytes, ignoring ASCII case; nothing when
/// none is close enough to be a plausible slip (more than a third of the longer name differs). Ties
/// go to the first candidate.
std::optional<std::string_view> nearest(std::string_view name,
                                        const std::vector<std::string_view>& candidates);

}  // namespace rowhook
