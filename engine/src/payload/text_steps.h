#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "payload/issue.h"

namespace rowhook {

// The steps of a field: functions applied in order to the text of its value. What each does with
// odd text is defined by contracts/vectors/steps.json.

/// Removes what ECMAScript's String.prototype.trim removes: white space, line ends and U+FEFF.
struct TrimStep {};

/// Maps each character to one character by Unicode's simple case mapping (utf8proc), whatever the
/// locale of the database.
struct LowercaseStep {};
struct UppercaseStep {};

/// Keeps the characters 0 to 9.
struct DigitsStep {};

struct EmptyAsNullStep {};

struct TruncateStep {
  std::size_t characters;  ///< code points
};

/// Replaces every occurrence, from left to right.
struct ReplaceStep {
  std::string search;  ///< never empty
  std::string replacement;
};

/// What a lookup returns.
struct LookupResult {
  enum class Kind { text, null, json };
  Kind kind;
  std::string text;   ///< the text, or the JSON of any value but text and null
  bool exact = true;  ///< false: a number of the JSON is beyond ±(2^53 − 1)
};

struct LookupStep {
  std::map<std::string, LookupResult, std::less<>> values;
  std::optional<LookupResult> otherwise;  ///< absent: any other text is an issue
};

struct Sha256Step {
  enum class Encoding { hex, base64 };
  Encoding encoding;
  bool hash_empty;  ///< false: empty text becomes NULL
};

using TextStep = std::variant<TrimStep, LowercaseStep, UppercaseStep, DigitsStep, EmptyAsNullStep,
                              TruncateStep, ReplaceStep, LookupStep, Sha256Step>;

/// Whether the step can return JSON that is not text. Such a step must be the last one.
bool returns_json(const TextStep& step);

/// A text on its way through the steps. The buffers are reused from value to value.
struct SteppedText {
  std::string text;  ///< the result; of Kind::json, its JSON
  LookupResult::Kind kind = LookupResult::Kind::text;
  std::string buffer = {};  ///< of a step in progress
};

/// Applies the steps to `value.text`; one that makes it NULL ends them. An issue where the text is
/// not UTF-8, where a lookup has no entry for it, or where it grows beyond `max_bytes`.
Outcome apply_steps(const std::vector<TextStep>& steps, std::size_t max_bytes, SteppedText& value);

}  // namespace rowhook
