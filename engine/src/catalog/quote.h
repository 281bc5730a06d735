#pragma once

#include <string>
#include <string_view>

#include "catalog/relation.h"

namespace rowhook {

/// `"name"`, with quotes inside doubled: safe in SQL for any name.
std::string quote_identifier(std::string_view name);

/// `"schema"."name"`.
std::string quote_relation(const RelationName& name);

/// `E'text'`, read alike under every value of standard_conforming_strings. REQUIRES: no U+0000.
std::string quote_literal(std::string_view text);

}  // namespace rowhook
