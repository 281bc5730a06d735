#pragma once

#include <string_view>

#include "catalog/column.h"
#include "payload/encoder.h"
#include "payload/issue.h"

// The EncodeFunctions (see encoder.h).
namespace rowhook::encodings {

Outcome integer(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome integer_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes any text as a JSON string.
Outcome text(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome boolean(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome boolean_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes NaN, Infinity and -Infinity as strings, because JSON has no such numbers.
Outcome decimal(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome decimal_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome date(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes an ISO 8601 duration, which IntervalStyle=iso_8601 prints.
Outcome interval(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes `2024-02-29 12:34:56` as `2024-02-29T12:34:56`, and the infinities unchanged.
Outcome timestamp(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Like timestamp(), with the zone `+00` written as `+00:00`.
Outcome timestamptz(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the whole seconds since 1970, rounded down, of a date, timestamp or timestamptz.
template <TypeFamily kFamily>
Outcome unix_seconds(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the whole milliseconds since 1970, rounded down.
template <TypeFamily kFamily>
Outcome unix_millis(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes JSON without white space. Invalid JSON is an issue.
Outcome json(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the output of json() as a JSON string.
Outcome json_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes a JSON string unchanged, and any other JSON like json_as_string().
Outcome json_text_of(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes text that is one JSON number (or integer, or boolean) unquoted. Other text is an issue.
Outcome text_as_number(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome text_as_integer(std::string_view value, TextBuffer& out, Scratch& scratch);
Outcome text_as_boolean(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the hex digits without their `\x` prefix.
Outcome bytea_as_hex(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes base64 as in RFC 4648, section 4, with padding.
Outcome bytea_as_base64(std::string_view value, TextBuffer& out, Scratch& scratch);

}  // namespace rowhook::encodings
