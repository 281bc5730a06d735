#include "payload/cast.h"

#include <algorithm>

namespace rowhook {

const std::vector<std::string_view>& cast_names() {
  static const std::vector<std::string_view> names = {
      "string", "number", "integer",      "boolean",     "json",
      "hex",    "base64", "unix_seconds", "unix_millis",
  };
  return names;
}

std::string_view to_string(Cast cast) { return cast_names()[static_cast<std::size_t>(cast)]; }

std::optional<Cast> cast_from(std::string_view name) {
  const auto& names = cast_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Cast>(found - names.begin());
}

}  // namespace rowhook
