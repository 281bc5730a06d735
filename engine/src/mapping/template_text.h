#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rowhook {

struct TemplateColumn {
  std::string name;
};

/// A piece of a template: text as it is, or a column.
using TemplatePart = std::variant<std::string, TemplateColumn>;

struct TemplateError {
  std::string message;
};

/// Reads `{column}`, `{{` and `}}` for braces, and `{"odd}name"}` (a JSON string) for odd names.
std::variant<std::vector<TemplatePart>, TemplateError> parse_template(std::string_view text);

/// A placeholder as another template language writes it.
struct Placeholder {
  std::string written;   ///< `{{ first_name }}`
  std::string spelling;  ///< how a template here names the column: `{first_name}`
};

/// Finds what looks like another language's placeholder around a column's name: `{{ name }}`,
/// `${name}`, `%{name}` and the like, each once, in the order of the text.
std::vector<Placeholder> find_placeholders(
    std::string_view text, const std::function<bool(std::string_view name)>& is_column);

}  // namespace rowhook
