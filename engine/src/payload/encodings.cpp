#include "payload/encodings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "payload/time_text.h"

namespace rowhook::encodings {
namespace {

void append_quoted(TextBuffer& out, std::string_view plain) {
  out.push_back('"');
  out.append(plain);
  out.push_back('"');
}

/// Appends the value within quotes if it has the format of its type.
OptionalIssue append_quoted_if(bool has_format, std::string_view plain, TextBuffer& out) {
  if (!has_format) return IssueCode::unexpected_format;
  append_quoted(out, plain);
  return kNoIssue;
}

void append_integer(TextBuffer& out, std::int64_t value) {
  std::array<char, 20> digits{};
  const auto [end, error] = std::to_chars(digits.begin(), digits.end(), value);
  out.append({digits.begin(), end});
}

constexpr std::uint8_t kNoNibble = 0xFF;

constexpr std::array<std::uint8_t, 256> kNibbles = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(kNoNibble);
  for (std::uint8_t i = 0; i < 10; ++i) table['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) table['a' + i] = static_cast<std::uint8_t>(10 + i);
  return table;
}();

unsigned nibble(char digit) { return kNibbles[static_cast<unsigned char>(digit)]; }

/// Returns the digits of a bytea printed with bytea_output=hex: two lower-case digits per byte,
/// after `\x`.
std::optional<std::string_view> hex_digits(std::string_view value) {
  if (!value.starts_with("\\x") || value.size() % 2 != 0) return std::nullopt;
  const auto digits = value.substr(2);
  const bool hex = std::all_of(digits.begin(), digits.end(),
                               [](char digit) { return nibble(digit) != kNoNibble; });
  return hex ? std::optional(digits) : std::nullopt;
}

bool is_decimal_word(std::string_view value) {
  return value == "NaN" || value == "Infinity" || value == "-Infinity";
}

/// Consumes numbers that are followed by these letters, each at most once and in this order. Only
/// the number before S may have a fraction. Returns how many numbers were consumed.
int take_duration(std::string_view& text, std::string_view letters) {
  int taken = 0;
  for (const char letter : letters) {
    const auto digits = std::min(text.find_first_not_of("-0123456789."), text.size());
    if (digits == text.size() || text[digits] != letter) continue;
    const auto number = text.substr(0, digits);
    if (!(letter == 'S' ? is_json_number(number) : is_json_integer(number))) return 0;
    text.remove_prefix(digits + 1);
    ++taken;
  }
  return taken;
}

bool is_duration(std::string_view text) {
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  const int days = take_duration(text, "YMD");
  if (text.empty()) return days > 0;
  if (!text.starts_with('T')) return false;
  text.remove_prefix(1);
  return take_duration(text, "HMS") > 0 && text.empty();
}

/// Returns nothing for infinity, and for text in the format of another family.
std::optional<CalendarTime> scan_time_of(TypeFamily family, std::string_view value) {
  const auto time = scan_time(value);
  const bool is_of_family = time && (time->time_end == 0) == (family == TypeFamily::date) &&
                            time->utc == (family == TypeFamily::timestamptz);
  return is_of_family ? time : std::nullopt;
}

OptionalIssue append_timestamp(TypeFamily family, std::string_view value, TextBuffer& out) {
  if (is_infinity(value)) {
    append_quoted(out, value);
    return kNoIssue;
  }
  const auto time = scan_time_of(family, value);
  if (!time) return IssueCode::unexpected_format;
  const auto end = time->time_end;
  out.push_back('"');
  out.append(value.substr(0, end));
  out.set(out.size() - end + time->date_end, 'T');
  if (time->utc) out.append(":00");
  out.append(value.substr(end));
  out.push_back('"');
  return kNoIssue;
}

template <class Count>
OptionalIssue append_unix_time(TypeFamily family, std::string_view value, TextBuffer& out,
                               Count&& count) {
  if (is_infinity(value)) return IssueCode::not_a_finite_time;
  const auto time = scan_time_of(family, value);
  if (!time) return IssueCode::unexpected_format;
  append_integer(out, count(to_unix_time(*time)));
  return kNoIssue;
}

}  // namespace

OptionalIssue integer(std::string_view value, TextBuffer& out, Scratch&) {
  if (!is_json_integer(value)) return IssueCode::unexpected_format;
  out.append(value);
  return kNoIssue;
}

OptionalIssue integer_as_string(std::string_view value, TextBuffer& out, Scratch&) {
  return append_quoted_if(is_json_integer(value), value, out);
}

OptionalIssue text(std::string_view value, TextBuffer& out, Scratch&) {
  append_json_string(out, value);
  return kNoIssue;
}

OptionalIssue boolean(std::string_view value, TextBuffer& out, Scratch&) {
  if (value != "t" && value != "f") return IssueCode::unexpected_format;
  out.append(value == "t" ? "true" : "false");
  return kNoIssue;
}

OptionalIssue boolean_as_string(std::string_view value, TextBuffer& out, Scratch&) {
  return append_quoted_if(value == "t" || value == "f", value == "t" ? "true" : "false", out);
}

OptionalIssue decimal(std::string_view value, TextBuffer& out, Scratch&) {
  if (is_json_number(value)) {
    out.append(value);
  } else if (is_decimal_word(value)) {
    append_quoted(out, value);
  } else {
    return IssueCode::unexpected_format;
  }
  return kNoIssue;
}

OptionalIssue decimal_as_string(std::string_view value, TextBuffer& out, Scratch&) {
  return append_quoted_if(is_json_number(value) || is_decimal_word(value), value, out);
}

OptionalIssue date(std::string_view value, TextBuffer& out, Scratch&) {
  return append_quoted_if(is_infinity(value) || scan_time_of(TypeFamily::date, value), value, out);
}

OptionalIssue interval(std::string_view value, TextBuffer& out, Scratch&) {
  return append_quoted_if(is_duration(value) || is_infinity(value), value, out);
}

OptionalIssue timestamp(std::string_view value, TextBuffer& out, Scratch&) {
  return append_timestamp(TypeFamily::timestamp, value, out);
}

OptionalIssue timestamptz(std::string_view value, TextBuffer& out, Scratch&) {
  return append_timestamp(TypeFamily::timestamptz, value, out);
}

template <TypeFamily kFamily>
OptionalIssue unix_seconds(std::string_view value, TextBuffer& out, Scratch&) {
  return append_unix_time(kFamily, value, out, [](const UnixTime& time) { return time.seconds; });
}

template <TypeFamily kFamily>
OptionalIssue unix_millis(std::string_view value, TextBuffer& out, Scratch&) {
  return append_unix_time(kFamily, value, out, [](const UnixTime& time) {
    return time.seconds * 1000 + time.microseconds / 1000;
  });
}

template OptionalIssue unix_seconds<TypeFamily::date>(std::string_view, TextBuffer&, Scratch&);
template OptionalIssue unix_seconds<TypeFamily::timestamp>(std::string_view, TextBuffer&, Scratch&);
template OptionalIssue unix_seconds<TypeFamily::timestamptz>(std::string_view, TextBuffer&,
                                                             Scratch&);
template OptionalIssue unix_millis<TypeFamily::date>(std::string_view, TextBuffer&, Scratch&);
template OptionalIssue unix_millis<TypeFamily::timestamp>(std::string_view, TextBuffer&, Scratch&);
template OptionalIssue unix_millis<TypeFamily::timestamptz>(std::string_view, TextBuffer&,
                                                            Scratch&);

// A server can send invalid JSON: Postgres does not validate a cast to json that is written in C.
OptionalIssue json(std::string_view value, TextBuffer& out, Scratch&) {
  if (!append_json_compact(out, value)) return IssueCode::not_json;
  return kNoIssue;
}

OptionalIssue json_as_string(std::string_view value, TextBuffer& out, Scratch& scratch) {
  scratch.json.clear();
  if (!append_json_compact(scratch.json, value)) return IssueCode::not_json;
  append_json_string(out, scratch.json.view());
  return kNoIssue;
}

OptionalIssue json_text_of(std::string_view value, TextBuffer& out, Scratch& scratch) {
  return value.starts_with('"') ? json(value, out, scratch) : json_as_string(value, out, scratch);
}

OptionalIssue text_as_number(std::string_view value, TextBuffer& out, Scratch&) {
  if (!is_json_number(value)) return IssueCode::not_a_number;
  out.append(value);
  return kNoIssue;
}

OptionalIssue text_as_integer(std::string_view value, TextBuffer& out, Scratch&) {
  if (!is_json_integer(value)) return IssueCode::not_an_integer;
  out.append(value);
  return kNoIssue;
}

OptionalIssue text_as_boolean(std::string_view value, TextBuffer& out, Scratch&) {
  if (value != "true" && value != "false") return IssueCode::not_a_boolean;
  out.append(value);
  return kNoIssue;
}

OptionalIssue bytea_as_hex(std::string_view value, TextBuffer& out, Scratch&) {
  const auto hex = hex_digits(value);
  if (!hex) return IssueCode::unexpected_format;
  append_quoted(out, *hex);
  return kNoIssue;
}

OptionalIssue bytea_as_base64(std::string_view value, TextBuffer& out, Scratch&) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto hex = hex_digits(value);
  if (!hex) return IssueCode::unexpected_format;
  const auto byte = [hex](std::size_t i) {
    return 2 * i + 1 < hex->size() ? (nibble((*hex)[2 * i]) << 4U) | nibble((*hex)[2 * i + 1]) : 0U;
  };
  const auto bytes = hex->size() / 2;
  out.push_back('"');
  for (std::size_t i = 0; i < bytes; i += 3) {
    const unsigned group = (byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2);
    out.push_back(kAlphabet[group >> 18U]);
    out.push_back(kAlphabet[(group >> 12U) & 63U]);
    out.push_back(i + 1 < bytes ? kAlphabet[(group >> 6U) & 63U] : '=');
    out.push_back(i + 2 < bytes ? kAlphabet[group & 63U] : '=');
  }
  out.push_back('"');
  return kNoIssue;
}

}  // namespace rowhook::encodings
