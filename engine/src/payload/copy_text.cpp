#include "payload/copy_text.h"

#include <algorithm>

#include "base/problem.h"
#include "base/text.h"

namespace rowhook {
namespace {

char unescaped(char letter) { return letter == 'v' ? '\v' : unescaped_control(letter); }

}  // namespace

void split_copy_line(std::string_view line, std::vector<CopyField>& fields) {
  fields.clear();
  // Most fields have no backslash, so search for the next one in the line, not in each field.
  auto backslash = line.find('\\');
  for (std::size_t start = 0;;) {
    const auto end = std::min(line.find('\t', start), line.size());
    auto& field = fields.emplace_back();
    field.text = line.substr(start, end - start);
    if (backslash < end) {
      field.null = field.text == kCopyNull;
      field.has_escapes = true;
      backslash = line.find('\\', end);
    }
    if (end == line.size()) return;
    start = end + 1;
  }
}

void split_copy_row(std::string_view line, std::size_t columns, std::vector<CopyField>& fields) {
  fields.clear();
  if (columns > 0 || !line.empty()) split_copy_line(line, fields);
  if (fields.size() != columns) {
    throw Problem(ProblemCode::query_failed,
                  "The database sent a row with the wrong number of columns.");
  }
}

std::string join_copy_fields(const std::vector<CopyField>& fields) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != &fields.front()) line += '\t';
    line += field.text;
  }
  return line;
}

std::string_view unescape_copy_text(std::string_view text, std::string& scratch) {
  scratch.clear();
  for (std::size_t position = 0; position < text.size();) {
    const auto backslash = text.find('\\', position);
    scratch.append(text, position, backslash - position);
    if (backslash == std::string_view::npos || backslash + 1 == text.size()) break;
    scratch.push_back(unescaped(text[backslash + 1]));
    position = backslash + 2;
  }
  return scratch;
}

}  // namespace rowhook
