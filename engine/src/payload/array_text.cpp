#include "payload/array_text.h"

namespace rowhook {
namespace {

/// Reads a quoted element, which begins behind its opening quote; returns where it ends.
std::size_t unquote(std::string_view literal, std::size_t position, std::string& element) {
  element.clear();
  while (position < literal.size() && literal[position] != '"') {
    if (literal[position] == '\\' && position + 1 < literal.size()) ++position;
    element.push_back(literal[position++]);
  }
  return position + 1;
}

}  // namespace

std::optional<IssueCode> append_array(std::string_view literal, const Encoder& encoder,
                                      std::string& out, Scratch& scratch) {
  std::size_t position = literal.starts_with('[') ? literal.find('=') + 1 : 0;
  while (position < literal.size()) {
    const char c = literal[position];
    if (c == '{') {
      out.push_back('[');
      ++position;
    } else if (c == '}') {
      out.push_back(']');
      ++position;
    } else if (c == encoder.delimiter) {
      out.push_back(',');
      ++position;
    } else if (c == '"') {
      position = unquote(literal, position + 1, scratch.element);
      if (const auto issue = encoder.scalar(scratch.element, out, scratch)) return issue;
    } else {
      const char ends[] = {encoder.delimiter, '}', '\0'};
      const auto end = literal.find_first_of(ends, position);
      const auto element = literal.substr(position, end - position);
      position += element.size();
      if (element == "NULL") {
        out.append("null");
      } else if (const auto issue = encoder.scalar(element, out, scratch)) {
        return issue;
      }
    }
  }
  return std::nullopt;
}

}  // namespace rowhook
