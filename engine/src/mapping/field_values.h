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

/// Compiles the values of fields for a row source.
class ValueCompiler {
 public:
  /// Refers to all four arguments, which must outlive it. Appends to the last three.
  ValueCompiler(const RowSource& source, std::vector<SelectItem>& items,
                std::vector<PlanJsonColumn>& json_columns, std::vector<MappingError>& errors);

  /// Returns the value to write for the field. Returns nothing after an error and for a constant.
  std::optional<PlanValue> compile(std::size_t field, const ColumnValue& value);
  std::optional<PlanValue> compile(std::size_t field, const TemplateValue& value);
  std::optional<PlanValue> compile(std::size_t field, const Constant& value);

  /// Adds an error if a number of the constant is not exact as a double.
  void check_constant(std::string pointer, const Constant& value);

 private:
  /// Returns the value with its steps, or the value itself if there are none.
  template <class Value>
  PlanValue with_steps(std::size_t field, Value value, const std::vector<TextStep>& steps,
                       std::optional<Cast> as);
  void check_lookup(const std::string& pointer, const TextStep& step);
  void add_unsafe_number_error(std::string pointer);
  PlanJsonValue compile_pointer(const Column& column, const JsonPointer& pointer,
                                std::optional<Cast> as);
  const Column* find_column(std::string pointer, const std::string& name);
  void add_error(std::string pointer, MappingErrorCode code, std::string message);

  const RowSource& source_;
  std::vector<SelectItem>& items_;
  std::vector<PlanJsonColumn>& json_columns_;
  std::vector<MappingError>& errors_;
};

}  // namespace rowhook
