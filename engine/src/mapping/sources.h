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

/// 2^53 - 1: beyond it, not every whole number is a double.
constexpr double kMaxSafeInteger = 9007199254740991;

/// Resolves the sources of fields against the columns of a row source.
class SourceCompiler {
 public:
  /// Refers to all four, which must outlive it; adds to the last three.
  SourceCompiler(const RowSource& rows, std::vector<SelectItem>& items,
                 std::vector<PlanPointers>& pointers, std::vector<MappingError>& errors);

  /// What to write for the field; nothing when it is in error or a fixed value.
  std::optional<PlanSource> compile(std::size_t field, const ColumnSource& source);
  std::optional<PlanSource> compile(std::size_t field, const TemplateSource& source);
  std::optional<PlanSource> compile(std::size_t field, const ValueSource& source);

  /// Refuses numbers that a double cannot hold exactly.
  void check_constant(std::string pointer, const Constant& value);

 private:
  PlanPointer point(const Column& column, const JsonPointer& pointer, std::optional<Cast> as);
  const Column* find_column(std::string pointer, const std::string& name);
  void fail(std::string pointer, MappingErrorCode code, std::string message);

  const RowSource& rows_;
  std::vector<SelectItem>& items_;
  std::vector<PlanPointers>& pointers_;
  std::vector<MappingError>& errors_;
};

}  // namespace rowhook
