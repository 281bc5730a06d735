#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/json_scan.h"
#include "base/text_buffer.h"

namespace rowhook::testing {

/// Returns the JSON without white space outside of strings. Throws std::invalid_argument if it is
/// not JSON.
inline std::string compact_json(std::string_view json) {
  TextBuffer out;
  if (!append_json_compact(out, json)) throw std::invalid_argument(std::string(json));
  return std::string(out.view());
}

}  // namespace rowhook::testing
