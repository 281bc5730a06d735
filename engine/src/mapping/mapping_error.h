#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Everything that makes a mapping unusable, found before any row is read. The same closed list as
/// the contracts' MappingErrorCode, held together by contracts/vectors/codes.json.
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

/// The name on the wire.
std::string_view to_string(MappingErrorCode code);

/// All codes, in the order of the enumeration.
const std::vector<std::string_view>& mapping_error_codes();

struct MappingError {
  std::string pointer;  ///< RFC 6901, into the mapping document
  std::string related;  ///< the other field of a conflict; empty where there is none
  MappingErrorCode code;
  std::string message;  ///< a sentence that a person can act on
};

/// Something to point out without refusing the mapping.
struct MappingWarning {
  std::string code;     ///< of the contracts' WarningCode
  std::string pointer;  ///< RFC 6901, into the mapping document
  std::string related;  ///< the other field where there are two; otherwise empty
  std::string message;
};

/// RFC 6901 pointer to a member of a field, for example `/fields/3/to`.
std::string field_pointer(std::size_t field, std::string_view member);

}  // namespace rowhook
