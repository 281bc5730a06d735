#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"
#include "mapping/constant.h"
#include "payload/text_steps.h"
#include "payload/type_rules.h"

namespace rowhook {

/// How a field sends a SQL NULL.
struct NullPolicy {
  enum class Kind {
    keep,   ///< send `null`
    omit,   ///< omit the key
    error,  ///< reject the row
    value,  ///< send a default
  };
  Kind kind = Kind::keep;
  Constant value;  ///< the default of Kind::value
};

struct ColumnValue {
  std::string column;
  std::optional<std::string> at = {};  ///< RFC 6901 JSON Pointer into a json or jsonb column
  std::vector<TextStep> steps = {};    ///< applied to the text of the value
  std::optional<Cast> as = {};         ///< applied after the steps
};

struct TemplateValue {
  std::string text;
  std::vector<TextStep> steps = {};  ///< applied to the whole text
};

/// A field of a mapping: its path in the payload and its value.
struct Field {
  std::string to;
  std::variant<ColumnValue, Constant, TemplateValue> value;
  std::optional<NullPolicy> on_null;
};

/// A parsed mapping document. compile() checks its paths, columns and casts.
struct Mapping {
  std::optional<Source> source;  ///< the source that the mapping was made for, if it has one
  NullPolicy on_null;
  std::vector<Field> fields;
};

/// Parses a mapping document and reports every error to the reader. After an error, the result is
/// incomplete and must not be used.
Mapping parse_mapping(const JsonReader& document);

/// Returns the null policy of a field: its own or the mapping's. A constant is never NULL, so its
/// policy is `keep`.
const NullPolicy& null_policy_of(const Field& field, const Mapping& mapping);

}  // namespace rowhook
