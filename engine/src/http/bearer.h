#pragma once

#include <string_view>

namespace rowhook {

/// Whether an Authorization header carries the token. Takes the same time wherever they differ.
bool is_authorized(std::string_view header, std::string_view token);

}  // namespace rowhook
