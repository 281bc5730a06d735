#pragma once

#include <string>
#include <string_view>

namespace rowhook {

/// A fixed JSON value of a mapping, as a payload has it: compact, with all its keys in the order in
/// which they were written. Its numbers are doubles, so 1.0 and 1 are both written as 1.
struct Constant {
  std::string text = "null";
  bool exact = true;  ///< false: a number is beyond ±(2^53 − 1)

  bool operator==(const Constant&) const = default;
};

/// REQUIRES valid JSON.
Constant read_constant(std::string_view json);

}  // namespace rowhook
