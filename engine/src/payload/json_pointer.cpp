#include "payload/json_pointer.h"

#include <charconv>

#include "payload/json_scan.h"

namespace rowhook {
namespace {

std::string_view trimmed(std::string_view json) {
  constexpr std::string_view kSpace = " \t\n\r";
  const auto begin = json.find_first_not_of(kSpace);
  return begin == std::string_view::npos
             ? std::string_view()
             : json.substr(begin, json.find_last_not_of(kSpace) - begin + 1);
}

bool key_equals(std::string_view token, std::string_view key) {
  if (!token.starts_with('"') || json_value_end(token, 0) != token.size()) return false;
  if (token.find('\\') == std::string_view::npos) return token.substr(1, token.size() - 2) == key;
  const auto value = json_string_value(token);
  return value && *value == key;
}

/// Takes the JSON value at the front of `rest`, and the comma or colon behind it.
std::string_view take_value(std::string_view& rest) {
  const auto end = json_value_end(rest, 0).value_or(rest.size());
  const auto value = trimmed(rest.substr(0, end));
  rest = trimmed(rest.substr(end));
  if (!rest.empty()) rest.remove_prefix(1);
  return value;
}

std::optional<std::string_view> member(std::string_view object, std::string_view key) {
  std::optional<std::string_view> found;
  auto rest = trimmed(object.substr(1, object.size() - 2));
  while (!rest.empty()) {
    const auto token = take_value(rest);
    const auto value = take_value(rest);
    if (key_equals(token, key)) found = value;
  }
  return found;
}

std::optional<std::string_view> element(std::string_view array, std::string_view token) {
  if (!is_json_integer(token)) return std::nullopt;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  auto rest = trimmed(array.substr(1, array.size() - 2));
  for (; !rest.empty(); --index) {
    const auto value = take_value(rest);
    if (index == 0) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<JsonPointer> parse_json_pointer(std::string_view text) {
  JsonPointer pointer;
  if (text.empty()) return pointer;
  if (text[0] != '/') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.emplace_back();
    } else if (text[i] != '~') {
      pointer.back() += text[i];
    } else if (++i < text.size() && (text[i] == '0' || text[i] == '1')) {
      pointer.back() += text[i] == '0' ? '~' : '/';
    } else {
      return std::nullopt;
    }
  }
  return pointer;
}

std::vector<std::string_view> json_elements(std::string_view array) {
  std::vector<std::string_view> elements;
  for (auto rest = trimmed(array.substr(1, array.size() - 2)); !rest.empty();) {
    elements.push_back(take_value(rest));
  }
  return elements;
}

std::optional<std::string_view> find_json(std::string_view json, const JsonPointer& pointer) {
  auto value = std::optional(trimmed(json));
  for (const auto& token : pointer) {
    if (value->starts_with('{')) {
      value = member(*value, token);
    } else if (value->starts_with('[')) {
      value = element(*value, token);
    } else {
      return std::nullopt;
    }
    if (!value) return std::nullopt;
  }
  return value;
}

}  // namespace rowhook
