#include "payload/encoder.h"

namespace rowhook {
namespace {

/// Reads a quoted element from the character after its opening quote. Returns the position after
/// its closing quote, or npos if there is none.
std::size_t unquote(std::string_view literal, std::size_t position, std::string& element) {
  element.clear();
  for (auto run = position; position < literal.size(); ++position) {
    const char c = literal[position];
    if (c != '"' && c != '\\') continue;
    element.append(literal, run, position - run);
    if (c == '"') return position + 1;
    run = ++position;
  }
  return std::string_view::npos;
}

/// Returns the position of the opening brace, after any bounds such as `[0:1]=`.
std::size_t begin_of_braces(std::string_view literal) {
  if (!literal.starts_with('[')) return 0;
  const auto sign = literal.find('=');
  const bool bounds =
      sign != std::string_view::npos &&
      literal.substr(0, sign).find_first_not_of("[]:-0123456789") == std::string_view::npos;
  return bounds ? sign + 1 : 0;
}

}  // namespace

/// Appends a Postgres array literal of any depth as a JSON array. Lower bounds are dropped, because
/// JSON arrays have none. For the syntax see
/// https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO.
OptionalIssue Encoder::append_array(std::string_view literal, TextBuffer& out,
                                    Scratch& scratch) const {
  // A closing brace may follow an opening brace or a value. A delimiter may only follow a value.
  enum class Previous { opening, separator, value } previous = Previous::separator;
  std::size_t depth = 0;
  auto position = begin_of_braces(literal);
  do {
    if (position >= literal.size()) return IssueCode::unexpected_format;
    const char c = literal[position];
    if (depth == 0 && c != '{') return IssueCode::unexpected_format;
    if (c == '{') {
      if (previous == Previous::value) return IssueCode::unexpected_format;
      out.push_back('[');
      ++position;
      ++depth;
      previous = Previous::opening;
    } else if (c == '}') {
      if (previous == Previous::separator) return IssueCode::unexpected_format;
      out.push_back(']');
      ++position;
      --depth;
      previous = Previous::value;
    } else if (c == delimiter) {
      if (previous != Previous::value) return IssueCode::unexpected_format;
      out.push_back(',');
      ++position;
      previous = Previous::separator;
    } else if (previous == Previous::value) {
      return IssueCode::unexpected_format;
    } else if (c == '"') {
      position = unquote(literal, position + 1, scratch.element);
      if (position == std::string_view::npos) return IssueCode::unexpected_format;
      if (const auto issue = scalar(scratch.element, out, scratch)) return issue;
      previous = Previous::value;
    } else {
      const auto begin = position;
      while (position < literal.size() && literal[position] != delimiter &&
             literal[position] != '}') {
        ++position;
      }
      const auto element = literal.substr(begin, position - begin);
      if (element == "NULL") {
        out.append("null");
      } else if (const auto issue = scalar(element, out, scratch)) {
        return issue;
      }
      previous = Previous::value;
    }
  } while (depth > 0);
  if (position != literal.size()) return IssueCode::unexpected_format;
  return kNoIssue;
}

}  // namespace rowhook
