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

std::vector<Cast> allowed_casts(const ColumnType& type) {
  if (type.is_array) return {Cast::string};
  switch (type.family) {
    case TypeFamily::text:
      return {Cast::string, Cast::number, Cast::integer, Cast::boolean, Cast::json};
    case TypeFamily::date:
    case TypeFamily::timestamp:
    case TypeFamily::timestamptz:
      return {Cast::string, Cast::unix_seconds, Cast::unix_millis};
    case TypeFamily::bytea:
      return {Cast::base64, Cast::hex};
    case TypeFamily::boolean:
    case TypeFamily::integer:
    case TypeFamily::decimal:
    case TypeFamily::interval:
    case TypeFamily::json:
    case TypeFamily::to_json:
      break;
  }
  return {Cast::string};
}

bool is_pointable(const ColumnType& type) {
  return type.family == TypeFamily::json && !type.is_array;
}

}  // namespace rowhook
