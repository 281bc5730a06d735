#include "mapping/mapping_error.h"

namespace rowhook {

std::string field_pointer(std::size_t field, std::string_view member) {
  return "/fields/" + std::to_string(field) + "/" + std::string(member);
}

}  // namespace rowhook
