#pragma once

#include <string>
#include <string_view>

namespace rowhook {

/// A constant JSON value of a mapping, as written to the payload: compact, with all keys in their
/// original order and all numbers digit for digit.
struct Constant {
  std::string text = "null";
  bool exact = true;  ///< false if a number is beyond ±(2^53 − 1), which many receivers would round
};

/// REQUIRES: `json` is valid and has no lone surrogates, as in every parsed request.
Constant read_constant(std::string_view json);

}  // namespace rowhook
