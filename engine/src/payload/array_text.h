#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payload/encoder.h"

namespace rowhook {

/// Appends a Postgres array literal as a JSON array of its elements' encodings: any depth, any
/// lower bounds (which JSON has no room for). The literal's rules are those of
/// https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO.
std::optional<IssueCode> append_array(std::string_view literal, const Encoder& encoder,
                                      std::string& out, Scratch& scratch);

}  // namespace rowhook
