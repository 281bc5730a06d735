#include "payload/value_statistics.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "base/json_scan.h"
#include "base/utf8.h"

namespace rowhook {
namespace {

JsonType json_type_of(std::string_view json) {
  switch (json.front()) {
    case 'n':
      return JsonType::null;
    case 't':
    case 'f':
      return JsonType::boolean;
    case '"':
      return JsonType::string;
    case '[':
      return JsonType::array;
    case '{':
      return JsonType::object;
    default:
      return JsonType::number;
  }
}

bool is_unsafe_number(std::string_view json) {
  if (json.front() == '-') json.remove_prefix(1);
  std::int64_t number = 0;
  const auto* const end = json.data() + json.size();
  const auto [stop, error] = std::from_chars(json.data(), end, number);
  return stop == end && (error == std::errc::result_out_of_range || number > kMaxSafeInteger);
}

/// Returns the length of a JSON string in code points, after decoding its escapes.
std::size_t characters_of(std::string_view json) {
  std::size_t characters = 0;
  for (std::size_t i = 1; i + 1 < json.size(); ++i) {
    if (is_continuation(json[i])) continue;
    ++characters;
    if (json[i] != '\\') continue;
    ++i;
    if (json[i] != 'u') continue;
    // The second half of a surrogate pair, \uDC00 to \uDFFF, does not count as a character.
    if ((json[i + 1] == 'd' || json[i + 1] == 'D') && (json[i + 2] | 0x20) > 'b') --characters;
    i += 4;
  }
  return characters;
}

}  // namespace

FieldStatistics& FieldStatistics::operator+=(const FieldStatistics& other) {
  nulls += other.nulls;
  unsafe_numbers += other.unsafe_numbers;
  longest = std::max(longest, other.longest);
  types |= other.types;
  return *this;
}

void ValueStatistics::add(std::size_t field, std::string_view json) {
  auto& statistics = fields_[field];
  const auto type = json_type_of(json);
  statistics.types |= 1U << static_cast<unsigned>(type);
  if (type == JsonType::number && is_unsafe_number(json)) ++statistics.unsafe_numbers;
  // A string has at most as many characters as bytes, so most strings need no counting.
  if (type == JsonType::string && (!statistics.longest || json.size() - 2 > *statistics.longest)) {
    statistics.longest = std::max(statistics.longest.value_or(0), characters_of(json));
  }
}

void ValueStatistics::add_null(std::size_t field) {
  ++fields_[field].nulls;
  ++nulls_in_row_;
}

ValueStatistics& ValueStatistics::operator+=(const ValueStatistics& other) {
  for (std::size_t i = 0; i < fields_.size(); ++i) fields_[i] += other.fields_[i];
  return *this;
}

}  // namespace rowhook
