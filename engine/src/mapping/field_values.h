#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "mapping/document.h"
#include "mapping/mapping_error.h"
#include "payload/plan.h"

namespace rowhook {

/// Resolves what fields send against the columns of a row source.
class ValueCompiler {
 public:
  /// Refers to all four, which must outlive it; adds to the last three.
  ValueCompiler(const RowSource& source, std::vector<SelectItem>& items,
                std::vector<PlanJsonColumn>& json_columns, std::vector<MappingError>& errors);

  /// What to write for the field; nothing when it is in error or a constant.
  std::optional<PlanValue> compile(std::size_t field, const ColumnValue& value);
  std::optional<PlanValue> compile(std::size_t field, const TemplateValue& value);
  std::optional<PlanValue> compile(std::size_t field, const Constant& value);

  /// Refuses numbers that a double cannot hold exactly.
  void check_constant(std::string pointer, const Constant& value);

 private:
  /// The value itself where there are no steps.
  template <class Value>
  PlanValue with_steps(std::size_t field, Value value, const std::vector<TextStep>& steps,
                       std::optional<Cast> as);
  void check_lookup(const std::string& pointer, const TextStep& step);
  void fail_unsafe_number(std::string pointer);
  PlanJsonValue point(const Column& column, const JsonPointer& pointer, std::optional<Cast> as);
  const Column* find_column(std::string pointer, const std::string& name);
  void fail(std::string pointer, MappingErrorCode code, std::string message);

  const RowSource& source_;
  std::vector<SelectItem>& items_;
  std::vector<PlanJsonColumn>& json_columns_;
  std::vector<MappingError>& errors_;
};

}  // namespace rowhook
