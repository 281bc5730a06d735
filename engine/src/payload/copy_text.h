#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payload/issue.h"

namespace rowhook {

// COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html): tabs separate the
// fields, and `\N` is NULL. Backslashes and control characters are escaped, so a raw tab is always
// a separator.

/// NULL in COPY's text format.
constexpr std::string_view kCopyNull = "\\N";

/// One field in COPY's text format. Refers to the line that it was split from.
struct CopyField {
  std::string_view text;  ///< with its escapes; copy_text() resolves them
  bool null = false;
  bool has_escapes = false;
  /// Why the value is missing. Such a field is NULL here, but may have a value in the database.
  OptionalIssue issue = {};
  std::string_view reason = {};  ///< one sentence; only for IssueCode::column_failed
};

/// Splits one line, without its line end, into `fields`, whose storage is reused.
void split_copy_line(std::string_view line, std::vector<CopyField>& fields);

/// Splits a row as split_copy_line() does. Throws query_failed unless it has `columns` fields.
void split_copy_row(std::string_view line, std::size_t columns, std::vector<CopyField>& fields);

/// Joins the fields into a line. The inverse of split_copy_line().
std::string join_copy_fields(const std::vector<CopyField>& fields);

/// Returns the text without its escapes. The result refers to `scratch`, which is overwritten.
std::string_view unescape_copy_text(std::string_view text, std::string& scratch);

/// Returns the field's value as Postgres prints it. The result refers to the line, or to `scratch`
/// if the field has escapes; `scratch` is overwritten then. REQUIRES: the field is not NULL.
inline std::string_view copy_text(const CopyField& field, std::string& scratch) {
  return field.has_escapes ? unescape_copy_text(field.text, scratch) : field.text;
}

}  // namespace rowhook
