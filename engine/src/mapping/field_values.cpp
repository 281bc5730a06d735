#include "mapping/field_values.h"

#include <algorithm>

#include "base/problem.h"
#include "base/text.h"
#include "catalog/column.h"
#include "mapping/template_text.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

// Each suggestion searches all columns, and a user does not read more of them.
constexpr std::size_t kMaxSuggestions = 10;

/// The type of a value with steps.
const ColumnType kTextType{};

std::string list_of(const std::vector<Cast>& casts) {
  std::string list;
  for (const auto cast : casts) {
    if (!list.empty()) list += ", ";
    list += kCastNames[cast];
  }
  return list;
}

}  // namespace

ValueCompiler::ValueCompiler(const RowSource& source, std::vector<SelectItem>& items,
                             std::vector<PlanJsonColumn>& json_columns,
                             std::vector<MappingError>& errors)
    : source_(source), items_(items), json_columns_(json_columns), errors_(errors) {}

std::optional<PlanValue> ValueCompiler::compile(std::size_t field, const ColumnValue& value) {
  const auto* column = find_column(field_pointer(field, "column"), value.column);
  if (column == nullptr) return std::nullopt;
  const bool has_steps = !value.steps.empty();
  const auto allowed = allowed_casts(has_steps ? kTextType : column->type);
  if (value.as && std::ranges::find(allowed, *value.as) == allowed.end()) {
    add_error(
        field_pointer(field, "as"), MappingErrorCode::cast_not_allowed,
        (has_steps ? "A value with steps is text" : value.column + " is " + column->type.name) +
            ", which cannot be sent as " + std::string(kCastNames[*value.as]) +
            ". Allowed: " + list_of(allowed) + ".");
    return std::nullopt;
  }
  // Steps read the text of the value.
  const auto as = has_steps ? Cast::string : value.as;
  if (value.at) {
    if (!is_pointable(column->type)) {
      add_error(field_pointer(field, "at"), MappingErrorCode::at_not_json,
                value.column + " is " + column->type.name +
                    "; \"at\" needs a column of type json or jsonb.");
      return std::nullopt;
    }
    const auto pointer = parse_json_pointer(*value.at);
    if (!pointer) {
      add_error(field_pointer(field, "at"), MappingErrorCode::at_invalid,
                "A JSON Pointer begins with a slash, as in /address/city; ~ is written ~0 and / is "
                "written ~1.");
      return std::nullopt;
    }
    return with_steps(field, compile_pointer(*column, *pointer, as), value.steps, value.as);
  }
  const auto item = as == Cast::string ? text_item(*column) : default_item(*column);
  return with_steps(field, PlanColumn{position_of(item, items_), encoder_for(column->type, as)},
                    value.steps, value.as);
}

template <class Value>
PlanValue ValueCompiler::with_steps(std::size_t field, Value value,
                                    const std::vector<TextStep>& steps, std::optional<Cast> as) {
  if (steps.empty()) return value;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto pointer = field_pointer(field, "steps/" + std::to_string(i));
    check_lookup(pointer + "/lookup", steps[i]);
    if (!returns_json(steps[i])) continue;
    if (i + 1 < steps.size()) {
      add_error(pointer, MappingErrorCode::lookup_not_last,
                "A lookup that returns anything but text must be the last step.");
    } else if (as) {
      add_error(field_pointer(field, "as"), MappingErrorCode::lookup_not_last,
                "The lookup returns JSON values, which already have a type. Remove \"as\".");
    }
  }
  return PlanSteppedValue{std::move(value), steps, encoder_for(kTextType, as)};
}

void ValueCompiler::check_lookup(const std::string& pointer, const TextStep& step) {
  const auto* lookup = std::get_if<LookupStep>(&step);
  if (lookup == nullptr) return;
  const auto exact = [](const auto& entry) { return entry.second.exact; };
  if ((lookup->otherwise && !lookup->otherwise->exact) ||
      !std::ranges::all_of(lookup->values, exact)) {
    add_unsafe_number_error(pointer);
  }
}

PlanJsonValue ValueCompiler::compile_pointer(const Column& column, const JsonPointer& pointer,
                                             std::optional<Cast> as) {
  const auto item = position_of(default_item(column), items_);
  auto found = std::ranges::find(json_columns_, item, &PlanJsonColumn::item);
  if (found == json_columns_.end())
    found = json_columns_.insert(found, {item, column.type.oid == kJsonb, {}});
  return {static_cast<std::size_t>(found - json_columns_.begin()), found->tree.add(pointer),
          pointer_encoder_for(as)};
}

std::optional<PlanValue> ValueCompiler::compile(std::size_t field, const TemplateValue& value) {
  const auto parsed = parse_template(value.text);
  if (const auto* error = std::get_if<TemplateError>(&parsed)) {
    add_error(field_pointer(field, "template"), MappingErrorCode::template_invalid, error->message);
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
  return with_steps(field, std::move(plan), value.steps, std::nullopt);
}

std::optional<PlanValue> ValueCompiler::compile(std::size_t field, const Constant& value) {
  check_constant(field_pointer(field, "value"), value);
  return std::nullopt;
}

void ValueCompiler::check_constant(std::string pointer, const Constant& value) {
  if (!value.exact) add_unsafe_number_error(std::move(pointer));
}

void ValueCompiler::add_unsafe_number_error(std::string pointer) {
  add_error(std::move(pointer), MappingErrorCode::number_unsafe,
            "A number beyond ±9007199254740991 would lose digits here. Write it as a string.");
}

const Column* ValueCompiler::find_column(std::string pointer, const std::string& name) {
  const auto* found = source_.find_column(name);
  if (found == nullptr) {
    auto message = source_.name + " has no column \"" + name + "\".";
    if (errors_.size() < kMaxSuggestions) {
      std::vector<std::string_view> names;
      for (const auto& column : source_.columns) names.push_back(column.name);
      message += did_you_mean(name, names);
    }
    add_error(std::move(pointer), MappingErrorCode::unknown_column, std::move(message));
    return nullptr;
  }
  if (!found->readable) {
    add_error(
        std::move(pointer), MappingErrorCode::column_unreadable,
        "This role may not read the column \"" + name + "\". Grant SELECT on it or remove it.");
    return nullptr;
  }
  return found;
}

void ValueCompiler::add_error(std::string pointer, MappingErrorCode code, std::string message) {
  // Keep one more than is reported, which shows that there are more.
  if (errors_.size() > kMaxErrors) return;
  errors_.push_back({std::move(pointer), "", code, std::move(message)});
}

}  // namespace rowhook
