#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

/// A text that stands for a value: `[YOUR-PASSWORD]`, `<host>`, `${PGPASSWORD}`, `$PGPASSWORD`,
/// `{your_password}`, `your-password`, `********`, and what hosted providers write in its place.
bool is_placeholder(std::string_view text);

/// What a text looks like that is no connection string of Postgres, and what to do about it.
struct ForeignString {
  std::string detail;
  std::string hint;
};

/// Recognizes the connection strings of others, misspelt schemes, web addresses, names of variables
/// and single words; absent: none of them. Repeats nothing of the text but a misspelt scheme.
std::optional<ForeignString> recognize_foreign(std::string_view text);

}  // namespace rowhook
