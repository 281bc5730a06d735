#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rowhook {

struct TemplateColumn {
  std::string name;
};

/// A part of a template: literal text or a column.
using TemplatePart = std::variant<std::string, TemplateColumn>;

struct TemplateError {
  std::string message;
};

/// Parses a template: `{column}` is a column, `{"odd}name"}` with a JSON string is a column whose
/// name has special characters, and `{{` and `}}` are literal braces.
std::variant<std::vector<TemplatePart>, TemplateError> parse_template(std::string_view text);

/// A placeholder in the syntax of another template language.
struct Placeholder {
  std::string written;   ///< `{{ first_name }}`
  std::string spelling;  ///< the same in Rowhook's syntax: `{first_name}`
};

/// Finds placeholders of other template languages that contain a column's name, such as
/// `{{ name }}`, `${name}` and `%{name}`. Returns each once, in the order of the text, at most
/// `max_count`.
std::vector<Placeholder> find_placeholders(
    std::string_view text, std::size_t max_count,
    const std::function<bool(std::string_view name)>& is_column);

}  // namespace rowhook
