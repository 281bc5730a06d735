#pragma once

#include <string>
#include <string_view>

#include "catalog/relation.h"

namespace rowhook {

/// Returns `"name"`, with embedded quotes doubled. Safe in SQL for any name.
std::string quote_identifier(std::string_view name);

/// Returns `"schema"."name"`.
std::string quote_relation(const RelationName& name);

/// Returns `E'text'`, which does not depend on standard_conforming_strings. REQUIRES: no U+0000.
std::string quote_literal(std::string_view text);

}  // namespace rowhook
