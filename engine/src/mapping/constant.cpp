#include "mapping/constant.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json_scan.h"
#include "base/json_text.h"

namespace rowhook {
namespace {

bool is_exact(std::string_view number) {
  const auto parsed = nlohmann::json::parse(number, nullptr, false);
  // The parser discards a number that is too large for a double.
  return !parsed.is_discarded() &&
         std::abs(parsed.get<double>()) <= static_cast<double>(kMaxSafeInteger);
}

void append_string(std::string& out, std::string_view token) {
  if (const auto value = json_string_value(token)) {
    append_json_string(out, *value);
  } else {
    out += token;
  }
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
        append_string(constant.text, token);
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
