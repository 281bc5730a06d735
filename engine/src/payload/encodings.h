#pragma once

#include <string_view>

#include "catalog/column.h"
#include "payload/encoder.h"
#include "payload/issue.h"

// The EncodeFunctions (see encoder.h). When a mapping is compiled, encoder_for() of type_rules.h
// selects one by the type of the column and the cast of the field. So the cast decides whether a
// numeric is a number or a string, except for values that no JSON number can represent.
namespace rowhook::encodings {

OptionalIssue integer(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue integer_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes any text as a JSON string.
OptionalIssue text(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue boolean(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue boolean_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes a number; NaN, Infinity and -Infinity as strings, because JSON has no such numbers.
OptionalIssue decimal(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue decimal_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue date(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes an ISO 8601 duration, which IntervalStyle=iso_8601 prints.
OptionalIssue interval(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes `2024-02-29 12:34:56` as `2024-02-29T12:34:56`, and the infinities unchanged.
OptionalIssue timestamp(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Like timestamp(), with the zone `+00` written as `+00:00`.
OptionalIssue timestamptz(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the whole seconds since 1970, rounded down, of a date, timestamp or timestamptz.
template <TypeFamily kFamily>
OptionalIssue unix_seconds(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the whole milliseconds since 1970, rounded down.
template <TypeFamily kFamily>
OptionalIssue unix_millis(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes JSON without white space. Invalid JSON is an issue.
OptionalIssue json(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the output of json() as a JSON string.
OptionalIssue json_as_string(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes a JSON string unchanged, and any other JSON like json_as_string().
OptionalIssue json_text_of(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes text that is one JSON number (or integer, or boolean) unquoted. Other text is an issue.
OptionalIssue text_as_number(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue text_as_integer(std::string_view value, TextBuffer& out, Scratch& scratch);
OptionalIssue text_as_boolean(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes the hex digits without their `\x` prefix.
OptionalIssue bytea_as_hex(std::string_view value, TextBuffer& out, Scratch& scratch);
/// Writes base64 as in RFC 4648, section 4, with padding.
OptionalIssue bytea_as_base64(std::string_view value, TextBuffer& out, Scratch& scratch);

}  // namespace rowhook::encodings
