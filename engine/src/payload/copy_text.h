#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payload/issue.h"

namespace rowhook {

// COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html): fields are separated
// by tabs, `\N` is NULL, and backslash escapes stand for backslash and for control characters, so
// that a raw tab is always a separator.

/// A NULL as it comes over the wire.
constexpr std::string_view kCopyNull = "\\N";

/// One field as it came over the wire. Refers to the line it was split from.
struct CopyField {
  std::string_view wire;
  bool null = false;
  bool escaped = false;  ///< it has a backslash, so its text differs from `wire`
  /// Why there is no value, though it may not be NULL; absent where there is one. Such a field is
  /// NULL.
  std::optional<IssueCode> issue = {};
  std::string_view reason = {};  ///< of IssueCode::column_failed, as a sentence
};

/// Splits one line (without its line end) into `fields`, reusing their storage.
void split_copy_line(std::string_view line, std::vector<CopyField>& fields);

/// The same for a row of that many columns. Throws query_failed where the line has another number.
void split_copy_row(std::string_view line, std::size_t columns, std::vector<CopyField>& fields);

/// The line that the fields' texts on the wire make together.
std::string join_copy_fields(const std::vector<CopyField>& fields);

/// The field's value as Postgres prints it. Refers to `wire` or, where that has escapes, to
/// `scratch`, whose old content is lost. REQUIRES the field not to be NULL.
std::string_view copy_text(const CopyField& field, std::string& scratch);

}  // namespace rowhook
