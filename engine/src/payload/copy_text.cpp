#include "payload/copy_text.h"

#include <cstring>

#include "payload/control_escape.h"

namespace rowhook {
namespace {

char unescaped(char letter) { return letter == 'v' ? '\v' : unescaped_control(letter); }

}  // namespace

void split_copy_line(std::string_view line, std::vector<CopyField>& fields) {
  fields.clear();
  const bool any_escape = std::memchr(line.data(), '\\', line.size()) != nullptr;
  for (std::size_t start = 0;;) {
    const auto tab = line.find('\t', start);
    CopyField field;
    field.wire = line.substr(start, tab - start);
    field.null = any_escape && field.wire == "\\N";
    field.escaped = any_escape && field.wire.find('\\') != std::string_view::npos;
    fields.push_back(field);
    if (tab == std::string_view::npos) return;
    start = tab + 1;
  }
}

std::string_view copy_text(const CopyField& field, std::string& scratch) {
  if (!field.escaped) return field.wire;
  scratch.clear();
  for (std::size_t position = 0; position < field.wire.size();) {
    const auto backslash = field.wire.find('\\', position);
    scratch.append(field.wire, position, backslash - position);
    if (backslash == std::string_view::npos || backslash + 1 == field.wire.size()) break;
    scratch.push_back(unescaped(field.wire[backslash + 1]));
    position = backslash + 2;
  }
  return scratch;
}

}  // namespace rowhook
