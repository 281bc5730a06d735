#include "connection/pasted_lines.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "connection/pasted_url.h"

namespace rowhook {
namespace {

bool is_comment(std::string_view line) {
  return line.starts_with('#') || line.starts_with("//") || line.starts_with("--");
}

/// Returns whether the line is complete by itself: `NAME=…`, `name: …`, `"name": …`, or a bracket
/// of JSON.
bool stands_alone(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  if (line.starts_with("export ")) line.remove_prefix(7);
  if (line.find_first_not_of("{}[](),;`") == std::string_view::npos) return true;
  if (line.starts_with("```")) return true;
  const auto name_end = line.find_first_not_of(
      "\"'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
  if (name_end == 0 || name_end == std::string_view::npos) return false;
  const auto separator = trim(line.substr(name_end));
  return separator.starts_with('=') ||
         (separator.starts_with(':') && !separator.starts_with("://"));
}

/// Returns the lines of a keyword list without `export`, section names and comments.
std::optional<std::string> only_assignments(const std::vector<std::string_view>& lines,
                                            std::string_view text) {
  std::string kept;
  for (auto line : lines) {
    if (line.starts_with('[') && line.ends_with(']')) continue;
    if (line.starts_with("export ")) line = trim(line.substr(7));
    if (line.find('=') == std::string_view::npos) return std::nullopt;
    kept.append(kept.empty() ? "" : "\n").append(line);
  }
  const auto visible = [](std::string_view all) {
    return std::ranges::count_if(all, std::not_fn(is_space));
  };
  return visible(kept) < visible(text) ? std::optional(std::move(kept)) : std::nullopt;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find_first_of("\r\n", from), text.size());
    const auto line = trim(text.substr(from, end - from));
    if (!line.empty() && !is_comment(line)) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

}  // namespace

std::optional<std::string> one_line(std::string_view text) {
  if (text.find_first_of("\r\n") == std::string_view::npos) return std::nullopt;
  const auto lines = lines_of(text);
  const auto holds_any_url = [](std::string_view line) {
    return line.find("://") != std::string_view::npos;
  };
  const auto holds_postgres_url = [](std::string_view line) {
    return find_postgres_url(line) != std::string_view::npos;
  };
  // If there is a Postgres URL, a URL of another system belongs to another variable of the file.
  const auto of_postgres = std::ranges::count_if(lines, holds_postgres_url);
  const auto holds_url = [&](std::string_view line) {
    return of_postgres > 0 ? holds_postgres_url(line) : holds_any_url(line);
  };
  const auto urls = std::ranges::count_if(lines, holds_url);
  if (urls == 0) return only_assignments(lines, text);
  if (urls > 1) refuse_several();

  std::string joined;
  bool inside = false;  // after the line with the URL, before the next line that stands alone
  for (auto line : lines) {
    // The continuation of a URL after ? or & looks like an assignment.
    const bool query = !joined.empty() && (joined.back() == '?' || joined.back() == '&');
    if (!query && !holds_url(line) && (stands_alone(line) || holds_any_url(line))) {
      if (inside) break;
      joined.clear();
      continue;
    }
    inside = inside || holds_url(line);
    const bool continued = line.ends_with('\\');
    if (continued) line = trim(line.substr(0, line.size() - 1));
    if (inside && holds_url(line) && stands_alone(line)) joined.clear();
    joined += line;
    if (continued) joined += ' ';
  }
  return joined;
}

}  // namespace rowhook
