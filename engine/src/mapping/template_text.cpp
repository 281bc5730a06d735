#include "mapping/template_text.h"

#include "payload/json_scan.h"

namespace rowhook {
namespace {

/// The column named behind an opening brace, and where its closing brace ends.
struct NamedColumn {
  std::string name;
  std::size_t end = 0;
};

std::optional<NamedColumn> read_column(std::string_view text, std::size_t position) {
  if (position < text.size() && text[position] == '"') {
    const auto end = json_value_end(text, position);
    if (!end || *end >= text.size() || text[*end] != '}') return std::nullopt;
    auto name = json_string_value(text.substr(position, *end - position));
    if (!name || name->empty()) return std::nullopt;
    return NamedColumn{std::move(*name), *end + 1};
  }
  const auto end = text.find_first_of("{}\"", position);
  if (end == std::string_view::npos || text[end] != '}' || end == position) return std::nullopt;
  return NamedColumn{std::string(text.substr(position, end - position)), end + 1};
}

void append_text(std::vector<TemplatePart>& parts, char c) {
  if (parts.empty() || !std::holds_alternative<std::string>(parts.back())) {
    parts.emplace_back(std::string());
  }
  std::get<std::string>(parts.back()) += c;
}

}  // namespace

std::variant<std::vector<TemplatePart>, TemplateError> parse_template(std::string_view text) {
  std::vector<TemplatePart> parts;
  for (std::size_t position = 0; position < text.size();) {
    const char c = text[position];
    const bool doubled = position + 1 < text.size() && text[position + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      append_text(parts, c);
      position += 2;
    } else if (c == '{') {
      auto column = read_column(text, position + 1);
      if (!column) {
        return TemplateError{
            "A brace opens a column's name and a brace closes it: {first_name}. A brace itself is "
            "written {{."};
      }
      parts.emplace_back(TemplateColumn{std::move(column->name)});
      position = column->end;
    } else if (c == '}') {
      return TemplateError{"A closing brace has no opening one. A brace itself is written }}."};
    } else {
      append_text(parts, c);
      ++position;
    }
  }
  return parts;
}

}  // namespace rowhook
