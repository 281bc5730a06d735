#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rowhook {

/// Converts the options and arguments of psql to a keyword/value string:
/// `psql -h db.example.com -p 5433 -U reader shop`, also after variables such as PGPASSWORD=….
/// Returns nothing for any other text, and for a command that has other options or variables, one
/// of them twice, or something that a shell would expand.
/// https://www.postgresql.org/docs/current/app-psql.html
std::optional<std::string> psql_to_keywords(std::string_view command);

}  // namespace rowhook
