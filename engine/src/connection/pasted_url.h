#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace rowhook {

inline constexpr std::array<std::string_view, 3> kJdbcPrefixes{"jdbc:", "r2dbc:pool:", "r2dbc:"};

/// Returns whether the text begins with postgres:// or postgresql://, ignoring case.
bool is_url(std::string_view text);

/// Returns whether a Postgres URL may begin with this scheme: `postgres`, `postgresql+psycopg2`,
/// `pgsql`.
bool is_scheme(std::string_view scheme);

/// Returns the position of the first Postgres or JDBC URL that is not part of a longer word, or
/// npos.
std::size_t find_postgres_url(std::string_view text, std::size_t from = 0);

/// Throws connection_string_invalid for a text that contains several connection strings.
[[noreturn]] void refuse_several();

}  // namespace rowhook
