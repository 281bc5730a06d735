#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace rowhook {

/// Types that a column's value can be sent as instead of its default.
enum class Cast {
  string,
  number,
  integer,
  boolean,
  json,
  hex,
  base64,
  unix_seconds,
  unix_millis,
};

/// Returns the cast's name in a mapping document.
std::string_view to_string(Cast cast);
std::optional<Cast> cast_from(std::string_view name);

/// Returns all names in the order of the enumeration.
const std::vector<std::string_view>& cast_names();

}  // namespace rowhook
