#include "mapping/sources.h"

#include <algorithm>

#include "error.h"
#include "mapping/template_text.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

// Each is a search through all columns, and nobody reads more.
constexpr std::size_t kMostSuggestions = 10;

std::string list_of(const std::vector<Cast>& casts) {
  std::string list;
  for (const auto cast : casts) {
    if (!list.empty()) list += ", ";
    list += to_string(cast);
  }
  return list;
}

}  // namespace

SourceCompiler::SourceCompiler(const RowSource& rows, std::vector<SelectItem>& items,
                               std::vector<PlanPointers>& pointers,
                               std::vector<MappingError>& errors)
    : rows_(rows), items_(items), pointers_(pointers), errors_(errors) {}

std::optional<PlanSource> SourceCompiler::compile(std::size_t field, const ColumnSource& source) {
  const auto* column = find_column(field_pointer(field, "column"), source.column);
  if (column == nullptr) return std::nullopt;
  const auto allowed = allowed_casts(column->type);
  if (source.as && std::find(allowed.begin(), allowed.end(), *source.as) == allowed.end()) {
    fail(field_pointer(field, "as"), MappingErrorCode::cast_not_allowed,
         source.column + " is " + column->type.name + ", which cannot be sent as " +
             std::string(to_string(*source.as)) + ". It takes: " + list_of(allowed) + ".");
    return std::nullopt;
  }
  if (source.at) {
    if (!is_pointable(column->type)) {
      fail(field_pointer(field, "at"), MappingErrorCode::at_not_json,
           source.column + " is " + column->type.name +
               "; only json and jsonb columns have something to point at.");
      return std::nullopt;
    }
    const auto pointer = parse_json_pointer(*source.at);
    if (!pointer) {
      fail(field_pointer(field, "at"), MappingErrorCode::at_invalid,
           "A JSON Pointer begins with a slash, as in /address/city; ~ is written ~0 and / is "
           "written ~1.");
      return std::nullopt;
    }
    return point(*column, *pointer, source.as);
  }
  const auto item = source.as == Cast::string ? text_item(*column) : default_item(*column);
  return PlanColumn{position_of(item, items_), encoder_for(column->type, source.as)};
}

PlanPointer SourceCompiler::point(const Column& column, const JsonPointer& pointer,
                                  std::optional<Cast> as) {
  const auto item = position_of(default_item(column), items_);
  auto found = std::find_if(pointers_.begin(), pointers_.end(),
                            [&](const PlanPointers& each) { return each.item == item; });
  if (found == pointers_.end())
    found = pointers_.insert(found, {item, column.type.name == "jsonb", {}});
  return {static_cast<std::size_t>(found - pointers_.begin()), found->tree.add(pointer),
          pointer_encoder_for(as)};
}

std::optional<PlanSource> SourceCompiler::compile(std::size_t field, const TemplateSource& source) {
  const auto parsed = parse_template(source.text);
  if (const auto* error = std::get_if<TemplateError>(&parsed)) {
    fail(field_pointer(field, "template"), MappingErrorCode::template_invalid, error->message);
    return std::nullopt;
  }
  PlanTemplate plan;
  bool complete = true;
  for (const auto& part : std::get<std::vector<TemplatePart>>(parsed)) {
    if (const auto* text = std::get_if<std::string>(&part)) {
      plan.parts.emplace_back(*text);
      continue;
    }
    const auto* column =
        find_column(field_pointer(field, "template"), std::get<TemplateColumn>(part).name);
    complete = complete && column != nullptr;
    if (column == nullptr) continue;
    const auto item = position_of(text_item(*column), items_);
    plan.parts.emplace_back(PlanColumn{item, string_encoder_for(column->type)});
  }
  if (!complete) return std::nullopt;
  return plan;
}

std::optional<PlanSource> SourceCompiler::compile(std::size_t field, const ValueSource& source) {
  check_constant(field_pointer(field, "value"), source.value);
  return std::nullopt;
}

void SourceCompiler::check_constant(std::string pointer, const Constant& value) {
  if (value.exact) return;
  fail(std::move(pointer), MappingErrorCode::number_unsafe,
       "A number beyond ±9007199254740991 would lose digits here. Write it as a string.");
}

const Column* SourceCompiler::find_column(std::string pointer, const std::string& name) {
  const auto* found = rows_.find_column(name);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& column : rows_.columns) names.push_back(column.name);
    fail(std::move(pointer), MappingErrorCode::unknown_column,
         rows_.name + " has no column \"" + name + "\"." +
             (errors_.size() < kMostSuggestions ? did_you_mean(name, names) : ""));
    return nullptr;
  }
  if (!found->readable) {
    fail(std::move(pointer), MappingErrorCode::column_unreadable,
         "This role may not read the column \"" + name + "\". Grant SELECT on it or remove it.");
    return nullptr;
  }
  return found;
}

void SourceCompiler::fail(std::string pointer, MappingErrorCode code, std::string message) {
  // One more than is reported tells that there are more.
  if (errors_.size() > kMostErrors) return;
  errors_.push_back({std::move(pointer), "", code, std::move(message)});
}

}  // namespace rowhook
