#include "mapping/placeholders.h"

#include <algorithm>
#include <array>
#include <optional>

#include "payload/json_text.h"

namespace rowhook {
namespace {

struct Brackets {
  std::string_view opening;
  std::string_view closing;
};

// Of two that begin alike, the longer one comes first.
constexpr std::array kBrackets{
    Brackets{"${{", "}}"}, Brackets{"{{{", "}}}"}, Brackets{"{{", "}}"}, Brackets{"${", "}"},
    Brackets{"#{", "}"},   Brackets{"%{", "}"},    Brackets{"%(", ")s"}, Brackets{"$(", ")"},
    Brackets{"<%=", "%>"}, Brackets{"[[", "]]"},
};

std::string_view without_space(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string spelling_of(std::string_view column) {
  if (column.find_first_of("{}\"") == std::string_view::npos) {
    return "{" + std::string(column) + "}";
  }
  std::string spelling = "{";
  append_json_string(spelling, column);
  return spelling + "}";
}

/// The column that is named between brackets: alone, behind the name of an object, or before a
/// filter, as in `{{ user.first_name | upcase }}`.
template <class IsColumn>
std::optional<std::string_view> column_in(std::string_view inside, const IsColumn& is_column) {
  const auto whole = without_space(inside);
  const auto name = without_space(whole.substr(0, whole.find('|')));
  for (const auto candidate : {whole, name, name.substr(name.rfind('.') + 1)}) {
    if (is_column(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Placeholder> find_placeholders(
    std::string_view text, const std::function<bool(std::string_view name)>& is_column) {
  std::vector<Placeholder> found;
  for (std::size_t position = 0; position < text.size();) {
    const auto rest = text.substr(position);
    ++position;
    for (const auto& [opening, closing] : kBrackets) {
      if (!rest.starts_with(opening)) continue;
      const auto end = rest.find(closing, opening.size());
      if (end == std::string_view::npos) continue;
      const auto column = column_in(rest.substr(opening.size(), end - opening.size()), is_column);
      if (!column) continue;
      const auto written = rest.substr(0, end + closing.size());
      position += written.size() - 1;
      const bool known = std::any_of(found.begin(), found.end(), [&](const Placeholder& earlier) {
        return earlier.written == written;
      });
      if (!known) found.push_back({std::string(written), spelling_of(*column)});
      break;
    }
  }
  return found;
}

}  // namespace rowhook
