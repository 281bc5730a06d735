#pragma once

#include "mapping/compile.h"

namespace rowhook {

/// Throws mapping_invalid with everything that stands against the mapping, if anything does; with
/// pointers into a request that has it as `mapping`.
void refuse_errors(const Compilation& compilation);

}  // namespace rowhook
