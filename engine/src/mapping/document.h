#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json_reader.h"
#include "catalog/source.h"
#include "mapping/constant.h"
#include "payload/cast.h"
#include "payload/text_steps.h"

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
  Constant value;  ///< of Kind::value
};

struct ColumnValue {
  std::string column;
  std::optional<std::string> at = {};  ///< RFC 6901 JSON Pointer into a json or jsonb column
  std::vector<TextStep> steps = {};    ///< on the text of what is found
  std::optional<Cast> as = {};         ///< with steps: of the text after them
};

struct TemplateValue {
  std::string text;
  std::vector<TextStep> steps = {};  ///< on the whole text
};

/// One line of a mapping: where it lands and what stands there.
struct Field {
  std::string to;
  std::variant<ColumnValue, Constant, TemplateValue> value;
  std::optional<NullPolicy> on_null;
};

/// A mapping document, checked for shape only: paths, columns and casts are the compiler's matter.
struct Mapping {
  std::optional<Source> source;  ///< that the mapping was made for; absent: any
  NullPolicy on_null;
  std::vector<Field> fields;
};

/// Reads a mapping document. Every breach of its shape is a complaint; the result is then
/// incomplete and not to be used.
Mapping parse_mapping(const JsonReader& document);

/// Takes the mapping's constants from the text that the document was parsed from: a parsed document
/// has lost those of several equal keys that are not the last. REQUIRES a mapping of this very
/// text, which parse_mapping() did not complain about.
void keep_written_constants(std::string_view document, Mapping& mapping);

/// The policy in force for a field. A fixed value is never NULL, so for it this is `keep`.
const NullPolicy& null_policy_of(const Field& field, const Mapping& mapping);

}  // namespace rowhook
