#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// A connection string for the parser of libpq.
struct ScannedString {
  std::string text;
  std::vector<std::string> dropped;  ///< ignored parameters
  std::vector<std::string> changes;  ///< one sentence for each conversion
};

/// Prepares a postgres:// URL for libpq: adds brackets around an IPv6 address, removes slashes
/// after the database, and applies the policy to the parameters. REQUIRES: is_url(url). Throws
/// connection_string_invalid if libpq would parse part of an unescaped password as a host, and
/// connection_parameter_not_allowed if a parameter is refused or repeats the host, user or database
/// of the URL.
ScannedString scan_url(std::string_view url);

/// Prepares a keyword/value string for libpq: applies the policy to the parameters and uses the
/// names of libpq. Leaves a string that does not follow the grammar of libpq unchanged, so that
/// libpq refuses it. Throws like ParameterScan::add(), and connection_string_invalid for commas or
/// no-break spaces between the keywords.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
ScannedString scan_keywords(std::string_view text);

}  // namespace rowhook
