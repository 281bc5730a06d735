#include "payload/encodings.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "payload/json_scan.h"
#include "payload/json_text.h"
#include "payload/time_text.h"

namespace rowhook::encodings {
namespace {

constexpr Outcome kDone = std::nullopt;

void append_quoted(std::string& out, std::string_view plain) {
  out.push_back('"');
  out.append(plain);
  out.push_back('"');
}

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 20> digits{};
  const auto [end, error] = std::to_chars(digits.begin(), digits.end(), value);
  out.append(digits.begin(), end);
}

/// The digits of bytea under bytea_output=hex: `\x` and two digits a byte.
std::string_view hex_digits(std::string_view value) {
  return value.starts_with("\\x") ? value.substr(2) : std::string_view();
}

unsigned nibble(char digit) {
  return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10) & 0x0FU;
}

}  // namespace

Outcome as_is(std::string_view value, std::string& out, Scratch&) {
  out.append(value);
  return kDone;
}

Outcome quoted(std::string_view value, std::string& out, Scratch&) {
  append_quoted(out, value);
  return kDone;
}

Outcome text(std::string_view value, std::string& out, Scratch&) {
  append_json_string(out, value);
  return kDone;
}

Outcome boolean(std::string_view value, std::string& out, Scratch&) {
  out.append(value == "t" ? "true" : "false");
  return kDone;
}

Outcome boolean_as_string(std::string_view value, std::string& out, Scratch&) {
  append_quoted(out, value == "t" ? "true" : "false");
  return kDone;
}

Outcome decimal(std::string_view value, std::string& out, Scratch&) {
  if (!value.empty() && value.back() >= '0' && value.back() <= '9') {
    out.append(value);
  } else {
    append_quoted(out, value);
  }
  return kDone;
}

Outcome timestamp(std::string_view value, std::string& out, Scratch&) {
  const auto begin = out.size() + 1;
  append_quoted(out, value);
  const auto space = value.find(' ');
  if (space != std::string_view::npos) out[begin + space] = 'T';
  return kDone;
}

Outcome timestamptz(std::string_view value, std::string& out, Scratch& scratch) {
  timestamp(value, out, scratch);
  const auto zone = value.find('+');
  if (zone != std::string_view::npos && zone + 3 <= value.size()) {
    out.insert(out.size() - 1 - (value.size() - zone - 3), ":00");
  }
  return kDone;
}

Outcome unix_seconds(std::string_view value, std::string& out, Scratch&) {
  const auto time = parse_time(value);
  if (!time) return IssueCode::not_a_finite_time;
  auto seconds = time->seconds;
  auto microseconds = time->microseconds;
  if (seconds < 0 && microseconds > 0) {
    ++seconds;
    microseconds = 1'000'000 - microseconds;
    if (seconds == 0) out.push_back('-');
  }
  append_integer(out, seconds);
  if (microseconds == 0) return kDone;
  std::string digits = std::to_string(1'000'000 + microseconds);
  digits[0] = '.';
  digits.erase(digits.find_last_not_of('0') + 1);
  out.append(digits);
  return kDone;
}

Outcome unix_millis(std::string_view value, std::string& out, Scratch&) {
  const auto time = parse_time(value);
  if (!time) return IssueCode::not_a_finite_time;
  append_integer(out, time->seconds * 1000 + time->microseconds / 1000);
  return kDone;
}

Outcome json(std::string_view value, std::string& out, Scratch&) {
  append_json_compact(out, value);
  return kDone;
}

Outcome json_as_string(std::string_view value, std::string& out, Scratch& scratch) {
  scratch.json.clear();
  append_json_compact(scratch.json, value);
  append_json_string(out, scratch.json);
  return kDone;
}

Outcome json_text_of(std::string_view value, std::string& out, Scratch& scratch) {
  return value.starts_with('"') ? as_is(value, out, scratch) : json_as_string(value, out, scratch);
}

Outcome text_as_json(std::string_view value, std::string& out, Scratch&) {
  if (!is_json(value)) return IssueCode::not_json;
  append_json_compact(out, value);
  return kDone;
}

Outcome text_as_number(std::string_view value, std::string& out, Scratch&) {
  if (!is_json_number(value)) return IssueCode::not_a_number;
  out.append(value);
  return kDone;
}

Outcome text_as_integer(std::string_view value, std::string& out, Scratch&) {
  if (!is_json_integer(value)) return IssueCode::not_an_integer;
  out.append(value);
  return kDone;
}

Outcome text_as_boolean(std::string_view value, std::string& out, Scratch&) {
  if (value != "true" && value != "false") return IssueCode::not_a_boolean;
  out.append(value);
  return kDone;
}

Outcome bytea_as_hex(std::string_view value, std::string& out, Scratch&) {
  append_quoted(out, hex_digits(value));
  return kDone;
}

Outcome bytea_as_base64(std::string_view value, std::string& out, Scratch&) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto hex = hex_digits(value);
  const auto byte = [hex](std::size_t i) {
    return 2 * i + 1 < hex.size() ? (nibble(hex[2 * i]) << 4U) | nibble(hex[2 * i + 1]) : 0U;
  };
  const auto bytes = hex.size() / 2;
  out.push_back('"');
  for (std::size_t i = 0; i < bytes; i += 3) {
    const unsigned group = (byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2);
    out.push_back(kAlphabet[group >> 18U]);
    out.push_back(kAlphabet[(group >> 12U) & 63U]);
    out.push_back(i + 1 < bytes ? kAlphabet[(group >> 6U) & 63U] : '=');
    out.push_back(i + 2 < bytes ? kAlphabet[group & 63U] : '=');
  }
  out.push_back('"');
  return kDone;
}

}  // namespace rowhook::encodings
