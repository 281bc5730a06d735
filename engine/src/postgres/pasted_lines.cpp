#include "postgres/pasted_lines.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "error.h"

namespace rowhook {
namespace {

std::string_view trimmed_line(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r\v\f";
  const auto from = std::min(line.find_first_not_of(kSpace), line.size());
  return line.substr(from, line.find_last_not_of(kSpace) + 1 - from);
}

bool is_comment(std::string_view line) {
  return line.starts_with('#') || line.starts_with("//") || line.starts_with("--");
}

/// `NAME=…`, `name: …`, `"name": …`, or a bracket of JSON: a line that stands for itself.
bool stands_alone(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  if (line.starts_with("export ")) line.remove_prefix(7);
  if (line.find_first_not_of("{}[](),;`") == std::string_view::npos) return true;
  if (line.starts_with("```")) return true;
  const auto name_end = line.find_first_not_of(
      "\"'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
  if (name_end == 0 || name_end == std::string_view::npos) return false;
  const auto separator = trimmed_line(line.substr(name_end));
  return separator.starts_with('=') ||
         (separator.starts_with(':') && !separator.starts_with("://"));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find_first_of("\r\n", from), text.size());
    const auto line = trimmed_line(text.substr(from, end - from));
    if (!line.empty() && !is_comment(line)) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

}  // namespace

std::optional<std::string> one_line(std::string_view text) {
  if (text.find_first_of("\r\n") == std::string_view::npos) return std::nullopt;
  const auto holds_url = [](std::string_view line) {
    return line.find("://") != std::string_view::npos;
  };
  const auto lines = lines_of(text);
  const auto urls = std::count_if(lines.begin(), lines.end(), holds_url);
  if (urls == 0) return std::nullopt;
  if (urls > 1) {
    throw Problem(ProblemCode::connection_string_invalid,
                  "The text holds more than one connection string.", "Paste one of them.");
  }

  std::string joined;
  bool inside = false;  // between the line with the URL and the next that stands alone
  for (auto line : lines) {
    // The part of a URL behind a ? or & looks like an assignment.
    const bool query = !joined.empty() && (joined.back() == '?' || joined.back() == '&');
    if (!query && stands_alone(line) && !holds_url(line)) {
      if (inside) break;
      joined.clear();
      continue;
    }
    inside = inside || holds_url(line);
    const bool continued = line.ends_with('\\');
    if (continued) line = trimmed_line(line.substr(0, line.size() - 1));
    if (inside && holds_url(line) && stands_alone(line)) joined.clear();
    joined += line;
    if (continued) joined += ' ';
  }
  return joined;
}

}  // namespace rowhook
