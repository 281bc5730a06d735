#pragma once

#include <string_view>

#include "postgres/connection_url.h"

namespace rowhook {

/// Prepares a list of keyword=value for libpq's parser: the parameters by the policy, under libpq's
/// names. A list that does not follow libpq's grammar stays as it is, for libpq to refuse. Throws
/// as ParameterScan::add() does.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
ScannedString scan_keywords(std::string_view text);

}  // namespace rowhook
