#include "check.h"
#include "mapping/compile.h"
#include "mapping/document.h"
#include "payload/row_mapper.h"
#include "targets.h"

namespace rowhook::fuzz {
namespace {

Column column(std::string name, TypeFamily family, bool is_array = false) {
  Column column;
  column.name = std::move(name);
  column.readable = true;
  column.type = {"type", family, is_array, ','};
  return column;
}

RowSource source() {
  RowSource source;
  source.name = "r";
  source.columns = {column("i", TypeFamily::integer), column("t", TypeFamily::text),
                    column("j", TypeFamily::json),    column("d", TypeFamily::date),
                    column("x", TypeFamily::bytea),   column("l", TypeFamily::text, true),
                    column("n", TypeFamily::text)};
  return source;
}

/// A value of each column of source(), as the query for the items gives it.
/// The COPY line of a row.
std::string line_for(const std::vector<SelectItem>& items) {
  static const std::map<std::string, std::string> kFields = {{"i", "9007199254740993"},
                                                             {"t", "a \"b\""},
                                                             {"j", R"({"a": {"b": [1.10, null]}})"},
                                                             {"d", "2024-02-29"},
                                                             {"x", R"(\\xff)"},
                                                             {"l", "{a,NULL,\"b c\"}"},
                                                             {"n", "\\N"}};
  std::string line;
  for (const auto& item : items) {
    if (!line.empty()) line += '\t';
    line += kFields.at(item.column);
  }
  return line;
}

}  // namespace

void mapping_document(std::string_view bytes) {
  const auto value = Json::parse(bytes, nullptr, false);
  if (value.is_discarded()) return;
  const JsonDocument document{value, to_text(value)};
  std::vector<FieldError> shape_errors;
  const auto mapping = parse_mapping(JsonReader(document, "", shape_errors));
  for (const auto& error : shape_errors) {
    check(error.pointer.empty() || error.pointer[0] == '/', "an error has a JSON Pointer");
    check(error.message.ends_with('.') || error.message.ends_with('?'), "an error is a sentence");
  }
  if (!shape_errors.empty()) return;

  std::vector<SelectItem> items;
  const auto compilation = compile(mapping, source(), items);
  for (const auto& error : compilation.errors) {
    check(error.pointer[0] == '/' && !error.message.empty(), "an error has a place and a sentence");
  }
  if (!compilation.errors.empty()) return;

  RowMapper mapper(compilation.plan, items.size(), {1'000'000});
  const auto line = line_for(items);
  mapper.read(line);
  std::string body;
  std::vector<Issue> issues;
  const bool written = mapper.write(body, issues);
  check(written != body.empty(), "a row has a body or issues");
  check(written == issues.empty(), "a row without a body has issues");
  check(!written || Json::accept(body), "a body is JSON");
  check(body.find('\n') == std::string::npos, "a body is one line");
}

}  // namespace rowhook::fuzz
