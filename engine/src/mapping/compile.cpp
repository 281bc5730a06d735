#include "mapping/compile.h"

#include <string>

#include "base/json_text.h"
#include "base/problem.h"
#include "mapping/field_values.h"
#include "mapping/placements.h"
#include "mapping/template_text.h"

namespace rowhook {
namespace {

/// Writes the plan's operations for the placed fields.
class Layout {
 public:
  Layout(const Placements& placements, const Mapping& mapping,
         std::vector<std::optional<PlanValue>>& values)
      : placements_(placements), mapping_(mapping), values_(values) {}

  std::vector<PlanOp> ops() {
    value_at(Placements::kRoot);
    return std::move(ops_);
  }

 private:
  void literal(std::string_view bytes) {
    if (ops_.empty() || !std::holds_alternative<WriteLiteral>(ops_.back())) {
      ops_.emplace_back(WriteLiteral{});
    }
    std::get<WriteLiteral>(ops_.back()).bytes.append(bytes);
  }

  void value_at(std::size_t index) {
    const auto& place = placements_.place(index);
    switch (place.kind) {
      case Place::Kind::value:
        field(place.field, "");
        break;
      case Place::Kind::object:
        literal("{");
        members(place);
        literal("}");
        break;
      case Place::Kind::array: {
        const char* separator = "[";
        for (const auto& [segment, child] : place.children) {
          literal(separator);
          value_at(child);
          separator = ",";
        }
        literal("]");
        break;
      }
    }
  }

  void members(const Place& place) {
    bool first = true;
    bool may_follow_omitted = false;
    for (const auto& [segment, child] : place.children) {
      std::string key;
      append_json_string(key, std::get<std::string>(segment));
      key.push_back(':');
      if (placements_.may_be_omitted(child)) {
        optional_member(child, std::move(key));
        may_follow_omitted = true;
      } else {
        if (may_follow_omitted) {
          ops_.emplace_back(WriteSeparator{});
        } else if (!first) {
          literal(",");
        }
        literal(key);
        value_at(child);
      }
      first = false;
    }
  }

  void optional_member(std::size_t index, std::string key) {
    const auto& place = placements_.place(index);
    if (place.kind == Place::Kind::value) {
      field(place.field, std::move(key));
      return;
    }
    ops_.emplace_back(OpenObject{std::move(key)});
    members(place);
    ops_.emplace_back(CloseObject{});
  }

  void field(std::size_t index, std::string key) {
    const auto& mapped = mapping_.fields[index];
    if (const auto* constant = std::get_if<Constant>(&mapped.value)) {
      literal(constant->text);
      return;
    }
    const auto& policy = null_policy_of(mapped, mapping_);
    WriteValue op{index, std::move(*values_[index]), WriteValue::OnNull::write, "null",
                  std::move(key)};
    if (policy.kind == NullPolicy::Kind::omit) op.on_null = WriteValue::OnNull::omit;
    if (policy.kind == NullPolicy::Kind::error) op.on_null = WriteValue::OnNull::issue;
    if (policy.kind == NullPolicy::Kind::value) op.null_text = policy.value.text;
    ops_.emplace_back(std::move(op));
  }

  const Placements& placements_;
  const Mapping& mapping_;
  std::vector<std::optional<PlanValue>>& values_;
  std::vector<PlanOp> ops_;
};

std::vector<Placement> placements_of(const Mapping& mapping) {
  std::vector<Placement> placements;
  for (const auto& field : mapping.fields) {
    placements.push_back({field.to, null_policy_of(field, mapping).kind == NullPolicy::Kind::omit});
  }
  return placements;
}

// Each warning takes a line below the preview, and a user does not read more of them.
constexpr std::size_t kMaxPlaceholderWarnings = 10;

/// Adds warnings until there are `max_warnings` in the list.
void add_placeholder_warnings(const std::string& path, const TemplateValue& value,
                              const RowSource& source, std::size_t max_warnings,
                              std::vector<Warning>& warnings) {
  const auto is_column = [&source](std::string_view name) {
    return source.find_column(name) != nullptr;
  };
  const auto left = max_warnings - std::min(max_warnings, warnings.size());
  for (const auto& found : find_placeholders(value.text, left, is_column)) {
    warnings.push_back(
        {"placeholder_not_replaced", path + ": " + found.written +
                                         " is a placeholder of another template language. Write " +
                                         found.spelling + " to send only the column's value."});
  }
}

std::string request_pointer(const std::string& pointer) {
  return pointer.empty() ? pointer : "/mapping" + pointer;
}

}  // namespace

void check_source(const Mapping& mapping, const Source& source, Compilation& compilation) {
  if (!mapping.source || *mapping.source == source) return;
  const auto& own = *mapping.source;
  const auto differs = [&compilation](const char* pointer, std::string message) {
    compilation.errors.push_back(
        {pointer, "", MappingErrorCode::source_differs, std::move(message)});
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
  const Placements placements(placements_of(mapping));
  auto result = placements.check();

  Compilation compilation;
  compilation.errors = std::move(result.errors);
  compilation.warnings = std::move(result.warnings);
  if (mapping.fields.size() > kMaxFields) return compilation;
  ValueCompiler compiler(source, items, compilation.plan.json_columns, compilation.errors);
  if (mapping.on_null.kind == NullPolicy::Kind::value) {
    compiler.check_constant("/onNull/default", mapping.on_null.value);
  }
  const auto max_warnings = compilation.warnings.size() + kMaxPlaceholderWarnings;
  std::vector<std::optional<PlanValue>> values;
  for (std::size_t i = 0; i < mapping.fields.size(); ++i) {
    const auto& field = mapping.fields[i];
    if (const auto* text = std::get_if<TemplateValue>(&field.value)) {
      add_placeholder_warnings(field.to, *text, source, max_warnings, compilation.warnings);
    }
    values.push_back(
        std::visit([&](const auto& value) { return compiler.compile(i, value); }, field.value));
    if (field.on_null && field.on_null->kind == NullPolicy::Kind::value) {
      compiler.check_constant(field_pointer(i, "onNull/default"), field.on_null->value);
    }
    compilation.plan.paths.push_back(field.to);
  }
  if (compilation.errors.empty()) {
    compilation.plan.ops = Layout(placements, mapping, values).ops();
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
