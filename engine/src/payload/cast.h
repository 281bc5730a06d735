#pragma once

#include "base/text.h"

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

/// The names in a mapping document.
inline constexpr EnumNames<Cast, 9> kCastNames{{"string", "number", "integer", "boolean", "json",
                                                "hex", "base64", "unix_seconds", "unix_millis"}};

}  // namespace rowhook
