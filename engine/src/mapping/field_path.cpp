#include "mapping/field_path.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/utf8.h"

namespace rowhook {
namespace {

/// Returns whether `c` has Unicode's White_Space property or is a C0 or C1 control.
bool is_space_or_control(char32_t c) {
  constexpr std::array<char32_t, 9> kSpaces = {0x20,   0xA0,   0x1680, 0x2028, 0x2029,
                                               0x202F, 0x205F, 0x3000, 0x85};
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2000 && c <= 0x200A) ||
         std::ranges::find(kSpaces, c) != kSpaces.end();
}

bool is_name_character(char32_t c) {
  return c != '.' && c != '[' && c != ']' && c != '"' && c != '\'' && c != '\\' &&
         !is_space_or_control(c);
}

/// Returns the end of the name that begins at `position`, or `position` if there is none.
std::size_t name_end(std::string_view text, std::size_t position) {
  while (position < text.size()) {
    const auto character = utf8_at(text, position);
    if (character.size == 0 || !is_name_character(character.code_point)) break;
    position += character.size;
  }
  return position;
}

FieldPathError character_error(std::string_view text, std::size_t position) {
  if (name_end(text, position) > position) {
    return {MappingErrorCode::path_character_not_allowed,
            "A dot is missing after a bracket: items[0].name."};
  }
  const auto size = utf8_at(text, position).size;
  std::string message;
  append_json_string(message,
                     size == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(position, size));
  return {MappingErrorCode::path_character_not_allowed,
          message + " is not allowed in a name. Write such a key as [\"…\"]."};
}

FieldPathError bracket_error(std::string_view rest) {
  const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 1 || (digits > 1 && rest[0] != '0')) {
    return {MappingErrorCode::path_index_invalid,
            "The ] that closes a list index is missing: [0], [1]."};
  }
  if (!rest.empty() && std::string_view("-+0123456789").find(rest[0]) != std::string_view::npos) {
    return {MappingErrorCode::path_index_invalid,
            "A list index is a whole number without sign or leading zero: [0], [1]."};
  }
  return {MappingErrorCode::path_bracket_invalid,
          "Brackets hold a list index or a quoted key: [0] or [\"a key\"]."};
}

std::optional<FieldPathError> refused_key(const FieldPath& path) {
  const auto key_is = [&path](std::size_t i, std::string_view name) {
    const auto* key = i < path.size() ? std::get_if<std::string>(&path[i]) : nullptr;
    return key != nullptr && *key == name;
  };
  const auto* first = path.empty() ? nullptr : std::get_if<std::string>(&path[0]);
  if (first != nullptr && first->starts_with('$')) {
    return FieldPathError{MappingErrorCode::path_key_refused,
                          "The first key of a payload cannot begin with $, which is reserved for "
                          "the end record of an export."};
  }
  for (std::size_t i = 0; i < path.size(); ++i) {
    std::string_view refused;
    if (key_is(i, "__proto__")) refused = "__proto__";
    if (key_is(i, "constructor") && key_is(i + 1, "prototype")) refused = "constructor.prototype";
    if (!refused.empty()) {
      return FieldPathError{
          MappingErrorCode::path_key_refused,
          std::string(refused) +
              " is not allowed: it would change objects in JavaScript receivers."};
    }
  }
  return std::nullopt;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::variant<FieldPath, FieldPathError> parse() {
    if (text_.empty()) {
      return FieldPathError{MappingErrorCode::path_empty,
                            "Enter a path for this field, for example user.name.first."};
    }
    while (position_ < text_.size()) {
      if (auto error = text_[position_] == '[' ? bracket() : name()) return *error;
      if (path_.size() > kMaxPathDepth) {
        return FieldPathError{MappingErrorCode::path_too_deep,
                              "A path has at most " + std::to_string(kMaxPathDepth) + " segments."};
      }
    }
    if (auto error = refused_key(path_)) return *error;
    return std::move(path_);
  }

 private:
  std::optional<FieldPathError> name() {
    if (!path_.empty()) {
      if (text_[position_] != '.') return character_error(text_, position_);
      ++position_;
    }
    const auto end = name_end(text_, position_);
    if (end == position_) {
      if (end == text_.size() || text_[end] == '.' || text_[end] == '[') {
        return FieldPathError{MappingErrorCode::path_name_missing,
                              "A name is missing around a dot. An empty key is written [\"\"]."};
      }
      return character_error(text_, position_);
    }
    path_.emplace_back(std::string(text_.substr(position_, end - position_)));
    position_ = end;
    return std::nullopt;
  }

  std::optional<FieldPathError> bracket() {
    ++position_;
    return position_ < text_.size() && text_[position_] == '"' ? key() : index();
  }

  std::optional<FieldPathError> key() {
    const auto end = json_value_end(text_, position_);
    if (end && *end < text_.size() && text_[*end] == ']') {
      const auto token = text_.substr(position_, *end - position_);
      auto value = json_string_value(token);
      if (value && is_utf8(*value)) {
        path_.emplace_back(std::move(*value));
        position_ = *end + 1;
        return std::nullopt;
      }
    }
    return FieldPathError{MappingErrorCode::path_string_invalid,
                          "A key in brackets is a JSON string, closed by \"]: [\"a key\"]."};
  }

  std::optional<FieldPathError> index() {
    if (path_.empty()) {
      return FieldPathError{MappingErrorCode::path_starts_with_index,
                            "A payload is an object: begin with a name, as in items[0]."};
    }
    const auto rest = text_.substr(position_);
    const auto closing = rest.find(']');
    const auto digits = rest.substr(0, closing);
    if (closing == std::string_view::npos || digits.starts_with('-') || !is_json_integer(digits)) {
      return bracket_error(rest);
    }
    const auto index = number_in<std::size_t>(digits);
    if (!index || *index > kMaxPathIndex) {
      return FieldPathError{MappingErrorCode::path_index_too_large,
                            "A list index is at most " + std::to_string(kMaxPathIndex) + "."};
    }
    path_.emplace_back(*index);
    position_ += closing + 1;
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  FieldPath path_;
};

}  // namespace

std::variant<FieldPath, FieldPathError> parse_field_path(std::string_view text) {
  return Parser(text).parse();
}

std::string format_field_path(const FieldPath& path) {
  std::string text;
  for (const auto& segment : path) {
    if (const auto* index = std::get_if<std::size_t>(&segment)) {
      text += "[" + std::to_string(*index) + "]";
      continue;
    }
    const auto& key = std::get<std::string>(segment);
    if (!key.empty() && name_end(key, 0) == key.size()) {
      if (!text.empty()) text += '.';
      text += key;
    } else {
      text += '[';
      append_json_string(text, key);
      text += ']';
    }
  }
  return text;
}

}  // namespace rowhook
