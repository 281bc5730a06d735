#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payload/encoder.h"
#include "payload/issue.h"

// Every way in which a value becomes JSON: each is an EncodeFunction of encoder.h.
namespace rowhook::encodings {

/// Digits, which are the JSON token.
Outcome integer(std::string_view value, std::string& out, Scratch& scratch);
Outcome integer_as_string(std::string_view value, std::string& out, Scratch& scratch);
/// Any text, as a JSON string.
Outcome text(std::string_view value, std::string& out, Scratch& scratch);
Outcome boolean(std::string_view value, std::string& out, Scratch& scratch);
Outcome boolean_as_string(std::string_view value, std::string& out, Scratch& scratch);
/// NaN, Infinity and -Infinity have no JSON number and become strings.
Outcome decimal(std::string_view value, std::string& out, Scratch& scratch);
Outcome decimal_as_string(std::string_view value, std::string& out, Scratch& scratch);
Outcome date(std::string_view value, std::string& out, Scratch& scratch);
/// An ISO 8601 duration, as IntervalStyle=iso_8601 prints it.
Outcome interval(std::string_view value, std::string& out, Scratch& scratch);
/// `2024-02-29 12:34:56` to `2024-02-29T12:34:56`; the infinities have no space.
Outcome timestamp(std::string_view value, std::string& out, Scratch& scratch);
/// As timestamp, with the zone `+00` spelled out as `+00:00`.
Outcome timestamptz(std::string_view value, std::string& out, Scratch& scratch);
/// Whole seconds since 1970, rounded down.
Outcome unix_seconds(std::string_view value, std::string& out, Scratch& scratch);
/// Whole milliseconds since 1970, rounded down.
Outcome unix_millis(std::string_view value, std::string& out, Scratch& scratch);
/// JSON without white space; text that is no JSON value is an issue.
Outcome json(std::string_view value, std::string& out, Scratch& scratch);
/// The text of that JSON, as a JSON string.
Outcome json_as_string(std::string_view value, std::string& out, Scratch& scratch);
/// A JSON string stays that string; anything else becomes its text.
Outcome json_text_of(std::string_view value, std::string& out, Scratch& scratch);
/// Text that must be one JSON number, integer or boolean.
Outcome text_as_number(std::string_view value, std::string& out, Scratch& scratch);
Outcome text_as_integer(std::string_view value, std::string& out, Scratch& scratch);
Outcome text_as_boolean(std::string_view value, std::string& out, Scratch& scratch);
/// The digits, without the `\x` in front of them.
Outcome bytea_as_hex(std::string_view value, std::string& out, Scratch& scratch);
/// RFC 4648, section 4, with padding.
Outcome bytea_as_base64(std::string_view value, std::string& out, Scratch& scratch);

}  // namespace rowhook::encodings
