#include "postgres/query_error.h"

#include <charconv>
#include <string>
#include <string_view>

#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

// Maximum length for display. A server may send any number of bytes.
constexpr std::size_t kMaxShownBytes = 4'000;

std::string_view field_of(const PGresult* error, int field) {
  const char* text = PQresultErrorField(error, field);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::optional<std::size_t> position_of(const PGresult* error) {
  const auto digits = field_of(error, PG_DIAG_STATEMENT_POSITION);
  std::size_t position = 0;
  const auto end = std::from_chars(digits.begin(), digits.end(), position);
  if (end.ec != std::errc() || position == 0) return std::nullopt;
  return position;
}

/// Returns whether the query is the cause of the problem.
bool is_caused_by_query(ProblemCode code) {
  switch (code) {
    case ProblemCode::query_failed:
    case ProblemCode::schema_changed:
    case ProblemCode::relation_not_found:
    case ProblemCode::permission_denied:
    case ProblemCode::value_unreadable:
      return true;
    default:
      return false;
  }
}

}  // namespace

Problem make_user_query_problem(const PGresult* error, ProblemCode code) {
  const auto sqlstate = field_of(error, PG_DIAG_SQLSTATE);
  auto problem = make_query_problem(sqlstate);
  if (!is_caused_by_query(problem.code)) return problem;
  constexpr std::string_view kReadOnly = "25006";
  if (sqlstate == kReadOnly) {
    problem.code = ProblemCode::query_not_allowed;
    problem.detail = "The query would write data, which Rowhook does not allow.";
    problem.hint = "Remove FOR UPDATE, nextval() and functions that change data.";
  } else {
    problem.code = code;
    problem.detail.clear();
    problem.hint.clear();
  }
  problem.postgres = PostgresMessage{
      std::string(field_of(error, PG_DIAG_MESSAGE_PRIMARY).substr(0, kMaxShownBytes)),
      std::string(field_of(error, PG_DIAG_MESSAGE_HINT).substr(0, kMaxShownBytes)),
      position_of(error)};
  return problem;
}

}  // namespace rowhook
