#include "mapping/template_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "base/text.h"

namespace rowhook {
namespace {

/// A column's name and the position after its closing brace.
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

void append_character(std::vector<TemplatePart>& parts, char c) {
  if (parts.empty() || !std::holds_alternative<std::string>(parts.back())) {
    parts.emplace_back(std::string());
  }
  std::get<std::string>(parts.back()) += c;
}

// Limits the search for closing brackets, which would otherwise read the rest of the text at each
// opening. Leaves space for more than a column's name, such as `{{ name | upcase }}`.
constexpr std::size_t kMaxPlaceholderBytes = 1000;

struct Brackets {
  std::string_view opening;
  std::string_view closing;
};

// A longer opening comes before its own prefixes.
constexpr std::array kBrackets{
    Brackets{"${{", "}}"}, Brackets{"{{{", "}}}"}, Brackets{"{{", "}}"}, Brackets{"${", "}"},
    Brackets{"#{", "}"},   Brackets{"%{", "}"},    Brackets{"%(", ")s"}, Brackets{"$(", ")"},
    Brackets{"<%=", "%>"}, Brackets{"[[", "]]"},   Brackets{"%", "%"},
};

std::string spelling_of(std::string_view column) {
  if (column.find_first_of("{}\"") == std::string_view::npos) {
    return "{" + std::string(column) + "}";
  }
  std::string spelling = "{";
  append_json_string(spelling, column);
  return spelling + "}";
}

/// Returns the column named between brackets: alone, as a member of an object, or with a filter, as
/// in `{{ user.first_name | upcase }}`.
template <class IsColumn>
std::optional<std::string_view> column_in(std::string_view inside, const IsColumn& is_column) {
  const auto whole = trim(inside);
  const auto name = trim(whole.substr(0, whole.find('|')));
  for (const auto candidate : {whole, name, name.substr(name.rfind('.') + 1)}) {
    if (is_column(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace

std::variant<std::vector<TemplatePart>, TemplateError> parse_template(std::string_view text) {
  std::vector<TemplatePart> parts;
  for (std::size_t position = 0; position < text.size();) {
    const char c = text[position];
    const bool doubled = position + 1 < text.size() && text[position + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      append_character(parts, c);
      position += 2;
    } else if (c == '{') {
      auto column = read_column(text, position + 1);
      if (!column) {
        return TemplateError{"Write a column as {first_name} and a literal brace as {{."};
      }
      parts.emplace_back(TemplateColumn{std::move(column->name)});
      position = column->end;
    } else if (c == '}') {
      return TemplateError{"This closing brace has no opening brace. Write a literal brace as }}."};
    } else {
      append_character(parts, c);
      ++position;
    }
  }
  return parts;
}

std::vector<Placeholder> find_placeholders(
    std::string_view text, std::size_t max_count,
    const std::function<bool(std::string_view name)>& is_column) {
  // Looking a name up takes time, and text such as %a%a%a has one for each character.
  constexpr std::size_t kMaxNames = 1000;
  std::vector<Placeholder> found;
  std::size_t names = 0;
  for (std::size_t position = 0;
       position < text.size() && found.size() < max_count && names < kMaxNames;) {
    const auto rest = text.substr(position, kMaxPlaceholderBytes);
    ++position;
    for (const auto& [opening, closing] : kBrackets) {
      if (!rest.starts_with(opening)) continue;
      const auto end = rest.find(closing, opening.size());
      if (end == std::string_view::npos) continue;
      ++names;
      const auto column = column_in(rest.substr(opening.size(), end - opening.size()), is_column);
      if (!column) continue;
      const auto written = rest.substr(0, end + closing.size());
      position += written.size() - 1;
      const bool known = std::ranges::find(found, written, &Placeholder::written) != found.end();
      if (!known) found.push_back({std::string(written), spelling_of(*column)});
      break;
    }
  }
  return found;
}

}  // namespace rowhook
