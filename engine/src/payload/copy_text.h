#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

// COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html): fields are separated
// by tabs, `\N` is NULL, and backslash escapes stand for backslash and for control characters, so
// that a raw tab is always a separator.

/// One field as it came over the wire. Refers to the line it was split from.
struct CopyField {
  std::string_view wire;
  bool null = false;
  bool escaped = false;  ///< it has a backslash, so its text differs from `wire`
  /// Why Postgres could not give the value, as a sentence; empty where it gave one. Such a field is
  /// NULL.
  std::string_view error = {};
};

/// Splits one line (without its line end) into `fields`, reusing their storage.
void split_copy_line(std::string_view line, std::vector<CopyField>& fields);

/// The same for a row of that many columns. Throws query_failed where the line has another number.
void split_copy_row(std::string_view line, std::size_t columns, std::vector<CopyField>& fields);

/// The field's value as Postgres prints it. Refers to `wire` or, where that has escapes, to
/// `scratch`, whose old content is lost. REQUIRES the field not to be NULL.
std::string_view copy_text(const CopyField& field, std::string& scratch);

}  // namespace rowhook
