#pragma once

#include <string_view>

#include "connection/connection_parameters.h"

namespace rowhook {

/// Reads a postgres:// URL as libpq does, and applies the policy to its parameters. Also accepts an
/// IPv6 address without brackets and slashes after the database. REQUIRES: is_url(url). Throws
/// connection_string_invalid if the URL is malformed or libpq would read part of an unescaped
/// password as a host, and connection_parameter_not_allowed if a parameter is refused or repeats
/// the host, user or database of the URL.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
Parameters read_url(std::string_view url);

/// Reads a keyword/value string as libpq does, and applies the policy to its parameters. Throws
/// like ParameterScan::add(), and connection_string_invalid if the string does not follow the
/// grammar of libpq or has commas or no-break spaces between the keywords.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
Parameters read_keywords(std::string_view text);

}  // namespace rowhook
