#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// A connection string as libpq's parser takes it.
struct ScannedString {
  std::string text;
  std::vector<std::string> dropped;  ///< parameters that mean nothing here
  std::vector<std::string> changes;  ///< a sentence for each conversion
};

/// Prepares a postgres:// URL: brackets around an IPv6 address, no slash after the database, and
/// the parameters by the policy. REQUIRES: is_url(url). Throws connection_string_invalid where
/// libpq would read a piece of an unescaped password as a host, and
/// connection_parameter_not_allowed where a parameter is refused or repeats the URL's own host,
/// user or database.
ScannedString scan_url(std::string_view url);

/// Prepares a list of keyword=value for libpq's parser: the parameters by the policy, under libpq's
/// names. A list that does not follow libpq's grammar stays as it is, for libpq to refuse. Throws
/// as ParameterScan::add() does.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
ScannedString scan_keywords(std::string_view text);

}  // namespace rowhook
