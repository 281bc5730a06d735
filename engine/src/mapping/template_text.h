#pragma once

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

}  // namespace rowhook
