#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// A placeholder as another template language writes it.
struct Placeholder {
  std::string written;   ///< `{{ first_name }}`
  std::string spelling;  ///< how a template here names the column: `{first_name}`
};

/// Finds what looks like another language's placeholder around a column's name: `{{ name }}`,
/// `${name}`, `%{name}` and the like, each once, in the order of the text.
std::vector<Placeholder> find_placeholders(
    std::string_view text, const std::function<bool(std::string_view name)>& is_column);

}  // namespace rowhook
