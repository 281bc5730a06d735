#include "http/request_body.h"

#include <array>

#include "base/json_scan.h"

namespace rowhook {
namespace {

// The deepest request is a mapping, whose field paths may nest 32 levels and whose constants are
// typed by people.
constexpr std::size_t kMaxDepth = 100;

// Adding a key to an object looks at all that it has, so its keys cost their number squared. Of a
// mapping, only the values of a lookup are more than about ten keys; they may be 1,000.
constexpr std::size_t kMaxKeys = 1'000;

[[noreturn]] void refuse(std::string code, std::string message) {
  Problem problem(ProblemCode::request_invalid, message);
  problem.errors.push_back({"", std::move(code), std::move(message)});
  throw problem;
}

// Elements of an array; a mapping has 2,000 fields.
constexpr std::size_t kMaxElements = 10'000;

// Of the whole body: parsed, each takes some dozens of bytes.
constexpr std::size_t kMaxValues = 100'000;

/// Counts brackets, commas and colons outside of strings, before a parser has to survive them.
void refuse_excess(std::string_view text) {
  // So far, of the object or array open at each depth.
  std::array<std::size_t, kMaxDepth + 1> keys{};
  std::array<std::size_t, kMaxDepth + 1> elements{};
  std::size_t values = 0;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) refuse("too_deep", "The body is nested more than 100 levels.");
      keys[depth] = 0;
      elements[depth] = 1;
      ++values;
    } else if (c == '}' || c == ']') {
      if (depth > 0) --depth;
    } else if (c == ',') {
      ++values;
      if (++elements[depth] > kMaxElements) {
        refuse("too_many_elements", "An array of the body has more than 10,000 elements.");
      }
    } else if (c == ':' && ++keys[depth] > kMaxKeys) {
      refuse("too_many_keys", "An object of the body has more than 1,000 keys.");
    }
    if (values > kMaxValues) {
      refuse("too_many_values", "The body has more than 100,000 values.");
    }
  }
}

}  // namespace

Json parse_body(std::string_view text) {
  refuse_excess(text);
  auto body = Json::parse(text, nullptr, false);
  if (!body.is_discarded()) return body;
  if (is_json(text)) {
    refuse(
        "value_out_of_range",
        "The body has a number that no double can hold, or text that is no Unicode. Write such a "
        "number as a string.");
  }
  refuse("invalid_json", "The body is not valid JSON.");
}

}  // namespace rowhook
