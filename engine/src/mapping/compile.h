#pragma once

#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"
#include "mapping/document.h"
#include "mapping/mapping_error.h"
#include "payload/plan.h"

namespace rowhook {

/// The result of compiling a mapping for a source.
struct Compilation {
  Plan plan;  ///< usable only if there are no errors
  std::vector<MappingError> errors;
  std::vector<Warning> warnings;
};

/// Checks a mapping against the columns of its source and compiles it. The plan's items are indexes
/// into `items`, the select list of the query. Appends the items that the plan needs and that are
/// not in the list yet.
Compilation compile(const Mapping& mapping, const RowSource& source,
                    std::vector<SelectItem>& items);

/// Adds an error for each member of the mapping's own source that differs from `source`.
void check_source(const Mapping& mapping, const Source& source, Compilation& compilation);

/// Throws mapping_invalid with all errors, if there are any. Their pointers are those of a request
/// whose member `mapping` is the mapping.
void throw_if_invalid(const Compilation& compilation);

}  // namespace rowhook
