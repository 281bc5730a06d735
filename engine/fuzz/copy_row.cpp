#include <string>

#include "check.h"
#include "payload/copy_text.h"
#include "targets.h"

namespace rowhook::fuzz {
namespace {

constexpr char kBetweenValues = '\xff';

/// As CopyAttributeOutText in Postgres's copyto.c.
std::string escaped(std::string_view value) {
  constexpr std::string_view kSpecial = "\b\f\n\r\t\v\\";
  constexpr std::string_view kLetters = "bfnrtv\\";
  std::string text;
  for (const char c : value) {
    const auto special = kSpecial.find(c);
    if (special != std::string_view::npos) text += '\\';
    text += special == std::string_view::npos ? c : kLetters[special];
  }
  return text;
}

void check_round_trip(std::string_view bytes) {
  std::vector<std::string_view> values;
  std::string line;
  for (std::size_t begin = 0;;) {
    const auto end = bytes.find(kBetweenValues, begin);
    values.push_back(bytes.substr(begin, end - begin));
    if (values.size() > 1) line += '\t';
    line += escaped(values.back());
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  std::vector<CopyField> fields;
  split_copy_line(line, fields);
  check(fields.size() == values.size(), "a line has as many fields as values");
  std::string scratch;
  for (std::size_t i = 0; i < values.size(); ++i) {
    check(!fields[i].null, "no value is taken for NULL");
    check(copy_text(fields[i], scratch) == values[i], "a value reads back as it was");
  }
}

}  // namespace

void copy_row(std::string_view bytes) {
  check_round_trip(bytes);
  std::vector<CopyField> fields;
  split_copy_line(bytes, fields);
  std::string scratch;
  for (const auto& field : fields) {
    if (!field.null) {
      check(copy_text(field, scratch).size() <= field.text.size(), "escapes only shrink");
    }
  }
}

}  // namespace rowhook::fuzz
