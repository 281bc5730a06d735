#include "mapping/field_path.h"

#include "check.h"
#include "targets.h"

namespace rowhook::fuzz {

void field_path(std::string_view bytes) {
  const auto parsed = parse_field_path(bytes);
  if (const auto* error = std::get_if<FieldPathError>(&parsed)) {
    check(error->message.ends_with('.'), "an error is a sentence");
    return;
  }
  const auto& path = std::get<FieldPath>(parsed);
  check(!path.empty() && path.size() <= kMaxPathDepth, "the depth is bounded");
  const auto formatted = format_field_path(path);
  check(formatted.size() <= bytes.size(), "the format is the shortest text");
  const auto again = parse_field_path(formatted);
  check(std::holds_alternative<FieldPath>(again) && std::get<FieldPath>(again) == path,
        "the format parses to the same path");
}

}  // namespace rowhook::fuzz
