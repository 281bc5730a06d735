#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// A connection string extracted from pasted text.
struct PastedText {
  std::string text;
  std::vector<std::string> changes;  ///< one sentence for each change that the user may not expect
};

/// Removes what is often pasted along with a connection string: invisible characters, white space
/// and line breaks, the name of a variable or key, quotes, a leading `psql`, and comments and
/// redirections after it. Converts the options of psql (`psql -h host -d db`) to keywords, and the
/// URL schemes of other drivers (`jdbc:postgresql://`, `postgresql+psycopg2://`). Each rule is a
/// row of one table in the .cpp, and none applies if the text may have another meaning. Throws
/// connection_string_invalid for lines that contain several connection strings.
PastedText clean_pasted(std::string_view text);

/// Removes white space at both ends, including Unicode white space. Returns nothing if there is
/// none.
std::optional<std::string> without_space_around(std::string_view text);

}  // namespace rowhook
