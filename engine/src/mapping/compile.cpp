#include "mapping/compile.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/text.h"
#include "mapping/payload_tree.h"
#include "mapping/plan_ops.h"
#include "mapping/template_text.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

// Each suggestion searches all columns, and a user does not read more of them.
constexpr std::size_t kMaxSuggestions = 10;

// Each warning takes a line below the preview, and a user does not read more of them.
constexpr std::size_t kMaxPlaceholderWarnings = 10;

/// The type of a value with steps.
const ColumnType kTextType{};

std::string list_of(const std::vector<Cast>& casts) {
  return join(casts, ", ", [](Cast cast) { return kCastNames[cast]; });
}

/// Compiles the values of fields.
class ValueCompiler {
 public:
  ValueCompiler(const RowSource& source, std::vector<SelectItem>& items, Compilation& compilation)
      : source_(source),
        items_(items),
        compilation_(compilation),
        max_warnings_(compilation.warnings.size() + kMaxPlaceholderWarnings) {}

  /// Returns the value to write for the field. Returns nothing after an error and for a constant.
  std::optional<PlanValue> compile(std::size_t field, const ColumnValue& value) {
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
        add_error(
            field_pointer(field, "at"), MappingErrorCode::at_invalid,
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

  std::optional<PlanValue> compile(std::size_t field, const TemplateValue& value) {
    warn_of_placeholders(compilation_.plan.paths[field], value.text);
    const auto parsed = parse_template(value.text);
    if (const auto* error = std::get_if<TemplateError>(&parsed)) {
      add_error(field_pointer(field, "template"), MappingErrorCode::template_invalid,
                error->message);
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

  std::optional<PlanValue> compile(std::size_t field, const Constant& value) {
    check_constant(field_pointer(field, "value"), value);
    return std::nullopt;
  }

  /// Adds an error if a number of the default is beyond ±(2^53 - 1).
  void check_default(std::string pointer, const NullPolicy& policy) {
    if (policy.kind == NullPolicy::Kind::value) check_constant(std::move(pointer), policy.value);
  }

 private:
  void warn_of_placeholders(const std::string& path, std::string_view text) {
    const auto is_column = [this](std::string_view name) {
      return source_.find_column(name) != nullptr;
    };
    const auto left = max_warnings_ - compilation_.warnings.size();
    for (const auto& found : find_placeholders(text, left, is_column)) {
      compilation_.warnings.push_back(
          {"placeholder_not_replaced",
           path + ": " + found.written + " is a placeholder of another template language. Write " +
               found.spelling + " to send only the column's value."});
    }
  }

  /// Returns the value with its steps, or the value itself if there are none.
  template <class Value>
  PlanValue with_steps(std::size_t field, Value value, const std::vector<TextStep>& steps,
                       std::optional<Cast> as) {
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
    return PlanTransformedValue{std::move(value), steps, encoder_for(kTextType, as)};
  }

  void check_lookup(const std::string& pointer, const TextStep& step) {
    const auto* lookup = std::get_if<LookupStep>(&step);
    if (lookup == nullptr) return;
    const auto exact = [](const auto& entry) { return entry.second.exact; };
    if ((lookup->otherwise && !lookup->otherwise->exact) ||
        !std::ranges::all_of(lookup->values, exact)) {
      add_unsafe_number_error(pointer);
    }
  }

  PlanJsonValue compile_pointer(const Column& column, const JsonPointer& pointer,
                                std::optional<Cast> as) {
    const auto item = position_of(default_item(column), items_);
    auto& json_columns = compilation_.plan.json_columns;
    auto found = std::ranges::find(json_columns, item, &PlanJsonColumn::item);
    if (found == json_columns.end())
      found = json_columns.insert(found, {item, column.type.oid == kJsonb, {}});
    return {static_cast<std::size_t>(found - json_columns.begin()), found->tree.add(pointer),
            pointer_encoder_for(as)};
  }

  void check_constant(std::string pointer, const Constant& value) {
    if (!value.exact) add_unsafe_number_error(std::move(pointer));
  }

  void add_unsafe_number_error(std::string pointer) {
    add_error(std::move(pointer), MappingErrorCode::number_unsafe,
              "Many receivers round a number beyond ±9007199254740991. Write it as a string.");
  }

  const Column* find_column(std::string pointer, const std::string& name) {
    const auto* found = source_.find_column(name);
    if (found == nullptr) {
      auto message = source_.name + " has no column \"" + name + "\".";
      if (compilation_.errors.size() < kMaxSuggestions) {
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

  void add_error(std::string pointer, MappingErrorCode code, std::string message) {
    // Keep one more than is reported, which shows that there are more.
    if (compilation_.errors.size() > kMaxErrors) return;
    compilation_.errors.push_back({std::move(pointer), "", code, std::move(message)});
  }

  const RowSource& source_;
  std::vector<SelectItem>& items_;
  Compilation& compilation_;
  const std::size_t max_warnings_;
};

std::vector<FieldPlacement> field_placements(const Mapping& mapping) {
  std::vector<FieldPlacement> placements;
  for (const auto& field : mapping.fields) {
    placements.push_back({field.to, null_policy_of(field, mapping).kind == NullPolicy::Kind::omit});
  }
  return placements;
}

std::string request_pointer(const std::string& pointer) {
  return pointer.empty() ? pointer : "/mapping" + pointer;
}

}  // namespace

void check_source(const Mapping& mapping, const Source& source, Compilation& compilation) {
  if (!mapping.source) return;
  const auto& own = *mapping.source;
  const auto differs = [&compilation](const char* pointer, const std::string& message) {
    compilation.errors.push_back({pointer, "", MappingErrorCode::source_differs,
                                  message + " Remove its source, or that of the request."});
  };
  if (own.is_query() != source.is_query()) {
    return own.is_query()
               ? differs("/query", "This mapping was made for a query, not for a table.")
               : differs("/relation", "This mapping was made for a table, not for a query.");
  }
  if (own.relation != source.relation) {
    differs("/relation", "This mapping was made for " + own.relation.schema + "." +
                             own.relation.name + ", not for " + source.relation.schema + "." +
                             source.relation.name + ".");
  }
  if (own.where != source.where) {
    differs("/where", "This mapping was made for different conditions.");
  }
  if (own.query != source.query) differs("/query", "This mapping was made for a different query.");
  if (own.key != source.key) differs("/key", "This mapping was made for a different key.");
}

Compilation compile(const Mapping& mapping, const RowSource& source,
                    std::vector<SelectItem>& items) {
  const PayloadTree tree(field_placements(mapping));
  auto [errors, warnings] = tree.check();
  Compilation compilation{{}, std::move(errors), std::move(warnings)};
  if (mapping.fields.size() > kMaxFields) return compilation;
  for (const auto& field : mapping.fields) compilation.plan.paths.push_back(field.to);
  ValueCompiler compiler(source, items, compilation);
  compiler.check_default("/onNull/default", mapping.on_null);
  std::vector<std::optional<PlanValue>> values;
  for (std::size_t i = 0; i < mapping.fields.size(); ++i) {
    const auto& field = mapping.fields[i];
    values.push_back(
        std::visit([&](const auto& value) { return compiler.compile(i, value); }, field.value));
    if (field.on_null) compiler.check_default(field_pointer(i, "onNull/default"), *field.on_null);
  }
  if (compilation.errors.empty()) {
    compilation.plan.ops = make_plan_ops(tree, mapping, values);
  }
  return compilation;
}

void throw_if_invalid(const Compilation& compilation) {
  const auto& errors = compilation.errors;
  if (errors.empty()) return;
  Problem problem(ProblemCode::mapping_invalid,
                  errors.size() == 1 ? errors.front().message
                  : errors.size() > kMaxErrors
                      ? "This mapping has more than " + std::to_string(kMaxErrors) + " errors."
                      : "This mapping has " + std::to_string(errors.size()) + " errors.",
                  "Each error names its field and says what to do.");
  for (const auto& error : errors) {
    problem.errors.push_back({request_pointer(error.pointer),
                              std::string(kMappingErrorNames[error.code]), error.message,
                              request_pointer(error.related)});
  }
  throw problem;
}

}  // namespace rowhook
