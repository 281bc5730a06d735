#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "catalog/relation.h"
#include "payload/cast.h"
#include "shape.h"

namespace rowhook {

/// What a SQL NULL becomes.
struct NullPolicy {
  enum class Kind {
    keep,   ///< `null`
    omit,   ///< no key at all
    error,  ///< an issue of the row
    value,  ///< the given default
  };
  Kind kind = Kind::keep;
  Json value;  ///< of Kind::value
};

struct ColumnSource {
  std::string column;
  std::optional<std::string> at;  ///< RFC 6901 JSON Pointer into a json or jsonb column
  std::optional<Cast> as;
};

struct ValueSource {
  Json value;
};

struct TemplateSource {
  std::string text;
};

/// One line of a mapping: where it lands and what stands there.
struct Field {
  std::string to;
  std::variant<ColumnSource, ValueSource, TemplateSource> source;
  std::optional<NullPolicy> on_null;
};

/// A mapping document, checked for shape only: paths, columns and casts are the compiler's matter.
struct Mapping {
  std::optional<RelationName> relation;
  NullPolicy on_null;
  std::vector<Field> fields;
};

/// Reads a mapping document. Every breach of its shape is a complaint; the result is then
/// incomplete and not to be used.
Mapping parse_mapping(const Shape& document);

/// The policy in force for a field. A fixed value is never NULL, so for it this is `keep`.
const NullPolicy& null_policy_of(const Field& field, const Mapping& mapping);

}  // namespace rowhook
