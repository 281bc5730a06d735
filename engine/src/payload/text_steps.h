#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"
#include "payload/issue.h"

namespace rowhook {

// The steps of a field are functions that transform the text of its value, one after another.
// contracts/vectors/steps.json defines their results for unusual text.

enum class PlainStep {
  trim,  ///< removes the same characters as ECMAScript's trim(): white space, line ends, U+FEFF
  lowercase,  ///< maps each character to one, with utf8proc's tables of Unicode
  uppercase,
  digits,         ///< keeps the characters 0 to 9
  empty_as_null,  ///< makes empty text NULL
};

/// The names in a mapping document.
inline constexpr EnumNames<PlainStep, 5> kPlainStepNames{
    {"trim", "lowercase", "uppercase", "digits", "emptyAsNull"}};

struct TruncateStep {
  std::size_t characters;  ///< code points
};

/// Replaces all occurrences, from left to right.
struct ReplaceStep {
  std::string search;  ///< never empty
  std::string replacement;
};

/// The result of a lookup.
struct LookupResult {
  enum class Kind { text, null, json };
  Kind kind;
  std::string text;   ///< the text, or the JSON for Kind::json
  bool exact = true;  ///< false if the JSON has a number beyond ±(2^53 − 1)
};

struct LookupStep {
  std::map<std::string, LookupResult, std::less<>> values;
  std::optional<LookupResult> otherwise;  ///< the default; without one, any other text is an issue
};

struct Sha256Step {
  enum class Encoding { hex, base64 };
  Encoding encoding;
  bool hash_empty;  ///< if false, empty text becomes NULL
};

using TextStep = std::variant<PlainStep, TruncateStep, ReplaceStep, LookupStep, Sha256Step>;

/// Returns whether the step can return JSON other than text. Such a step must be the last one.
bool returns_json(const TextStep& step);

/// The text that the steps transform. The buffers are reused for every value.
struct TransformedText {
  std::string text;  ///< the text, or the JSON for Kind::json
  LookupResult::Kind kind = LookupResult::Kind::text;
  std::string buffer = {};  ///< scratch space of a step
};

/// Applies the steps to `value.text`, until one makes it NULL or JSON. Returns an issue if the text
/// is not UTF-8, if a lookup has no entry for it, or if it grows beyond `max_bytes`.
OptionalIssue apply_steps(const std::vector<TextStep>& steps, std::size_t max_bytes,
                          TransformedText& value);

}  // namespace rowhook
