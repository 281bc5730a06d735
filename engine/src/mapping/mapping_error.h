#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace rowhook {

/// The errors of a mapping, found before any row is read. Matches the contracts' MappingErrorCode;
/// contracts/vectors/codes.json keeps both in sync.
enum class MappingErrorCode {
  path_empty,
  path_starts_with_index,
  path_name_missing,
  path_character_not_allowed,
  path_bracket_invalid,
  path_string_invalid,
  path_index_invalid,
  path_index_too_large,
  path_too_deep,
  path_key_refused,
  duplicate_path,
  value_and_object,
  value_and_array,
  object_and_array,
  array_hole,
  omit_in_array,
  too_many_fields,
  paths_too_long,
  unknown_column,
  column_unreadable,
  cast_not_allowed,
  at_not_json,
  at_invalid,
  number_unsafe,
  template_invalid,
  lookup_not_last,
  source_differs,
};

/// The names on the wire.
inline constexpr EnumNames<MappingErrorCode, 27> kMappingErrorNames{
    {"path_empty",           "path_starts_with_index",
     "path_name_missing",    "path_character_not_allowed",
     "path_bracket_invalid", "path_string_invalid",
     "path_index_invalid",   "path_index_too_large",
     "path_too_deep",        "path_key_refused",
     "duplicate_path",       "value_and_object",
     "value_and_array",      "object_and_array",
     "array_hole",           "omit_in_array",
     "too_many_fields",      "paths_too_long",
     "unknown_column",       "column_unreadable",
     "cast_not_allowed",     "at_not_json",
     "at_invalid",           "number_unsafe",
     "template_invalid",     "lookup_not_last",
     "source_differs"}};

struct MappingError {
  std::string pointer;  ///< RFC 6901, into the mapping document
  std::string related;  ///< pointer to the other field of a conflict, or empty
  MappingErrorCode code;
  std::string message;  ///< says what is wrong and what to do
};

/// Returns the RFC 6901 pointer to a member of a field, for example `/fields/3/to`.
inline std::string field_pointer(std::size_t field, std::string_view member) {
  return "/fields/" + std::to_string(field) + "/" + std::string(member);
}

}  // namespace rowhook
