#include "mapping/mapping_error.h"

namespace rowhook {

const std::vector<std::string_view>& mapping_error_codes() {
  static const std::vector<std::string_view> codes = {
      "path_empty",           "path_starts_with_index",
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
      "source_differs",
  };
  return codes;
}

std::string_view to_string(MappingErrorCode code) {
  return mapping_error_codes()[static_cast<std::size_t>(code)];
}

std::string field_pointer(std::size_t field, std::string_view member) {
  return "/fields/" + std::to_string(field) + "/" + std::string(member);
}

}  // namespace rowhook
