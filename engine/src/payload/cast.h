#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace rowhook {

/// What a column's value may be sent as, beyond its default.
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

/// The name in a mapping document.
std::string_view to_string(Cast cast);
std::optional<Cast> cast_from(std::string_view name);

/// All names, in the order of the enumeration.
const std::vector<std::string_view>& cast_names();

}  // namespace rowhook
