#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// The connection string in what somebody pasted.
struct PastedText {
  std::string text;
  std::vector<std::string>
      changes;  ///< one sentence for each change that its reader may not expect
};

/// Removes what comes along with pasting: invisible characters, white space and line breaks, the
/// name of a variable or key, quotes, a `psql` in front, options and comments after it. Converts
/// how other drivers begin a URL (`jdbc:postgresql://`, `postgresql+psycopg2://`). Each of these is
/// a row of one table in the .cpp; none applies where the text may mean something else. Throws
/// connection_string_invalid for lines that hold several connection strings.
PastedText clean_pasted(std::string_view text);

/// Begins with postgres:// or postgresql://, in either case.
bool is_url(std::string_view text);

}  // namespace rowhook
