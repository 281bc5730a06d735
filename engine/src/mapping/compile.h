#pragma once

#include <vector>

#include "catalog/expression.h"
#include "catalog/relation.h"
#include "mapping/document.h"
#include "mapping/mapping_error.h"
#include "payload/plan.h"

namespace rowhook {

/// A mapping made ready for a relation, or everything that stands against it.
struct Compilation {
  /// Usable only without errors.
  Plan plan;
  std::vector<MappingError> errors;
  std::vector<MappingWarning> warnings;
};

/// Checks a mapping against its relation and compiles it. The plan's columns count in
/// `expressions`, which is what the query must select, in order; those that the plan needs and that
/// are not there yet are added at the end.
Compilation compile(const Mapping& mapping, const RelationDetail& relation,
                    std::vector<Expression>& expressions);

}  // namespace rowhook
