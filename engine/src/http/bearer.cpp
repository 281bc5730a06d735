#include "http/bearer.h"

#include <strings.h>

#include <cstddef>

namespace rowhook {

bool is_authorized(std::string_view header, std::string_view token) {
  constexpr std::string_view kScheme = "Bearer ";
  if (header.size() < kScheme.size() ||
      strncasecmp(header.data(), kScheme.data(), kScheme.size()) != 0) {
    return false;
  }
  const auto given = header.substr(kScheme.size());
  // Walks over all that was given, so that only the caller's own length shows in the time.
  unsigned difference = given.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto expected = token.empty() ? '\0' : token[i % token.size()];
    difference |= static_cast<unsigned char>(given[i] ^ expected);
  }
  return difference == 0 && !token.empty();
}

}  // namespace rowhook
