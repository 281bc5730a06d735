#pragma once

#include <vector>

#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"
#include "mapping/document.h"
#include "mapping/mapping_error.h"
#include "payload/plan.h"

namespace rowhook {

/// A mapping made ready for a source, or everything that stands against it.
struct Compilation {
  /// Usable only without errors.
  Plan plan;
  std::vector<MappingError> errors;
  std::vector<MappingWarning> warnings;
};

/// Checks a mapping against the columns of its source and compiles it. The plan's columns count in
/// `items`, which is what the query must select, in order; those that the plan needs and that
/// are not there yet are added at the end.
Compilation compile(const Mapping& mapping, const RowSource& source,
                    std::vector<SelectItem>& items);

/// Adds the errors of a mapping that was made for another source.
void check_source(const Mapping& mapping, const Source& source, Compilation& compilation);

/// Throws mapping_invalid with everything that stands against the mapping, if anything does; with
/// pointers into a request that has it as `mapping`.
void refuse_errors(const Compilation& compilation);

}  // namespace rowhook
