#include "connection/pasted_url.h"

#include <algorithm>

#include "base/problem.h"
#include "base/text.h"

namespace rowhook {
namespace {

// Those of libpq, Laravel and Symfony, Django, SQLAlchemy and Ecto.
constexpr std::array<std::string_view, 10> kSchemes{
    "postgresql", "postgres", "pgsql",       "psql",        "pdo-pgsql",
    "pdo_pgsql",  "postgis",  "cockroachdb", "timescaledb", "ecto"};

}  // namespace

bool is_url(std::string_view text) {
  return starts_with_ignoring_case(text, "postgres://") ||
         starts_with_ignoring_case(text, "postgresql://");
}

bool is_scheme(std::string_view scheme) {
  const auto dialect = scheme.substr(0, scheme.find('+'));
  return std::ranges::any_of(kSchemes, [&](std::string_view other) {
    return dialect.size() == other.size() && starts_with_ignoring_case(dialect, other);
  });
}

std::size_t find_postgres_url(std::string_view text, std::size_t from) {
  constexpr std::string_view kBefore = " \t\r\n\"'`=(<>[{,|*;";
  constexpr std::string_view kScheme =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_";
  for (auto end = text.find("://", from); end != std::string_view::npos;
       end = text.find("://", end + 1)) {
    auto begin = text.find_last_not_of(kScheme, end - (end > 0 ? 1 : 0)) + 1;
    if (begin < from || !is_scheme(text.substr(begin, end - begin))) continue;
    for (const auto prefix : kJdbcPrefixes) {
      if (!text.substr(0, begin).ends_with(prefix)) continue;
      begin -= prefix.size();
      break;
    }
    if (begin == 0 || kBefore.find(text[begin - 1]) != std::string_view::npos) return begin;
  }
  return std::string_view::npos;
}

void refuse_several() {
  throw Problem(ProblemCode::connection_string_invalid,
                "The text contains more than one connection string.", "Paste one of them.");
}

}  // namespace rowhook
