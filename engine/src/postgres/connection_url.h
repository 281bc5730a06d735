#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// Takes off what people copy along: white space, `export` or `psql`, `DATABASE_URL=` or
/// `DATABASE_URL: ` (any name in capitals), quotes of any kind and a closing semicolon.
std::string_view strip_shell(std::string_view text);

bool is_url(std::string_view text);

/// Prepares a postgres:// URL for libpq's parser.
struct ScannedUrl {
  std::string text;                  ///< the URL without the dropped parameters
  std::vector<std::string> dropped;  ///< names of hosted providers' own parameters
};

/// REQUIRES: is_url(url). Throws connection_string_invalid where libpq would read a piece of an
/// unescaped password as a host, and connection_parameter_not_allowed where the query part names a
/// host, user or database beside the URL's own.
ScannedUrl scan_url(std::string_view url);

}  // namespace rowhook
