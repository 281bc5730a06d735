#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

/// Returns whether the text is a placeholder for a value: `[YOUR-PASSWORD]`, `<host>`,
/// `${PGPASSWORD}`, `$PGPASSWORD`, `{your_password}`, `your-password`, `********`, or a text that
/// hosted providers display instead of the value.
bool is_placeholder(std::string_view text);

/// Explains why a text is not a Postgres connection string, and how to fix it.
struct ForeignString {
  std::string detail;
  std::string hint;
};

/// Recognizes connection strings of other systems, misspelt schemes, web addresses, names of
/// variables and single words. Returns nothing for other text. Quotes nothing of the text except a
/// misspelt scheme.
std::optional<ForeignString> recognize_foreign(std::string_view text);

}  // namespace rowhook
