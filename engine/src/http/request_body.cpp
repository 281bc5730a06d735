#include "http/request_body.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/json_scan.h"

namespace rowhook {
namespace {

// The deepest requests have a mapping. Its field paths have at most 32 levels, and its constants
// are typed by people.
constexpr std::size_t kMaxDepth = 100;

// Adding a key to an object compares it with all others, so the time is quadratic in their number.
// In a mapping, only the values of a lookup have more than about ten keys, and at most 1,000.
constexpr std::size_t kMaxKeys = 1'000;

// In one array. A mapping has at most 2,000 fields.
constexpr std::size_t kMaxElements = 10'000;

// In the whole body. Each parsed value takes some dozens of bytes.
constexpr std::size_t kMaxValues = 100'000;

[[noreturn]] void throw_invalid_body(std::string code, std::string message) {
  Problem problem(ProblemCode::request_invalid, message);
  problem.errors.push_back({"", std::move(code), std::move(message)});
  throw problem;
}

/// Returns `: line 3, column 7.` of the n-th byte. Columns are counted in bytes.
std::string line_and_column(std::string_view text, std::size_t n) {
  const auto before = text.substr(0, n == 0 ? 0 : n - 1);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto column = before.size() - (before.rfind('\n') + 1) + 1;
  return ": line " + std::to_string(line) + ", column " + std::to_string(column) + ".";
}

/// Checks the limits by counting brackets, commas and colons outside of strings. Runs before the
/// parser, which has no limits.
void check_body_limits(std::string_view text) {
  // Counts for the object or array that is open at each depth.
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
      if (++depth > kMaxDepth)
        throw_invalid_body("too_deep", "The body is nested more than 100 levels deep.");
      keys[depth] = 0;
      elements[depth] = 1;
      ++values;
    } else if (c == '}' || c == ']') {
      if (depth > 0) --depth;
    } else if (c == ',') {
      ++values;
      if (++elements[depth] > kMaxElements) {
        throw_invalid_body("too_many_elements",
                           "An array of the body has more than 10,000 elements.");
      }
    } else if (c == ':' && ++keys[depth] > kMaxKeys) {
      throw_invalid_body("too_many_keys", "An object of the body has more than 1,000 keys.");
    }
    if (values > kMaxValues) {
      throw_invalid_body("too_many_values", "The body has more than 100,000 values.");
    }
  }
}

}  // namespace

JsonDocument parse_body(std::string text) {
  // The JSON parser skips a byte order mark; JsonReader would not.
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  check_body_limits(text);
  try {
    auto body = Json::parse(text);
    return {std::move(body), std::move(text)};
  } catch (const Json::parse_error& error) {
    const auto place = line_and_column(text, error.byte);
    if (!is_json(text)) throw_invalid_body("invalid_json", "The body is not valid JSON" + place);
    throw_invalid_body("value_out_of_range", "The body has text that is not Unicode" + place);
  } catch (const Json::out_of_range&) {
    throw_invalid_body(
        "value_out_of_range",
        "The body has a number that is too large for a double. Write it as a string.");
  }
}

}  // namespace rowhook
