#pragma once

#include <string_view>

namespace rowhook {

/// A text that stands for a value: `[YOUR-PASSWORD]`, `<host>`, `${PGPASSWORD}`, `$PGPASSWORD`,
/// `{your_password}`, `your-password`, `********`, and what hosted providers write in its place.
bool is_placeholder(std::string_view text);

}  // namespace rowhook
