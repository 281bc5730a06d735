#include "mapping/constant.h"

#include <cmath>
#include <cstdlib>

#include "base/json_scan.h"
#include "base/json_text.h"

namespace rowhook {
namespace {

// std::from_chars() rejects a number that is too small for a double, and Apple's library has none
// for doubles.
bool is_exact(std::string_view number) {
  const auto value = std::strtod(std::string(number).c_str(), nullptr);
  return std::abs(value) <= static_cast<double>(kMaxSafeInteger);
}

}  // namespace

// Copies everything but strings and white space, so that keys are neither sorted nor merged.
Constant read_constant(std::string_view json) {
  Constant constant{""};
  for (std::size_t position = 0; position < json.size();) {
    const char c = json[position];
    const bool string = c == '"';
    if (string || c == '-' || (c >= '0' && c <= '9')) {
      const auto end = json_value_end(json, position).value_or(json.size());
      const auto token = json.substr(position, end - position);
      if (string) {
        append_json_string(constant.text, json_string_value(token).value());
      } else {
        constant.exact = constant.exact && is_exact(token);
        constant.text += token;
      }
      position = end;
    } else {
      if (!is_json_space(c)) constant.text += c;
      ++position;
    }
  }
  return constant;
}

}  // namespace rowhook
