#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mapping/mapping_error.h"

namespace rowhook {

// A field path is the place of a field in the payload: `user.name.first`, `tags[0]`,
// `meta["app.version"]`.
//
//     path  = segment *( "." name / "[" index "]" / "[" string "]" )
//     name  = 1*( any character but . [ ] " ' \ white space and controls )
//     index = 0 / 1-9 *digit        string = a JSON string without lone surrogates
//
// The first segment is a name or `["…"]`. It must not begin with `$`, which is reserved for records
// of the export such as its end record. `a.0` has the key "0"; only `[0]` is a list index. The
// contracts parse the same grammar; contracts/vectors/field-paths.json keeps both in sync.

/// An object's key or an array index.
using Segment = std::variant<std::string, std::size_t>;
using FieldPath = std::vector<Segment>;

constexpr std::size_t kMaxPathDepth = 32;
constexpr std::size_t kMaxPathIndex = 999;

struct FieldPathError {
  MappingErrorCode code;
  std::string message;
};

std::variant<FieldPath, FieldPathError> parse_field_path(std::string_view text);

/// Returns the shortest text that parses to the same segments.
std::string format_field_path(const FieldPath& path);

}  // namespace rowhook
