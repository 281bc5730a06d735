#include "base/problem.h"

#include <array>
#include <utility>

namespace rowhook {
namespace {

using std::chrono::seconds;

// In the order of ProblemCode.
constexpr std::array kKinds{
    ProblemKind{"request_invalid", 400, "The request breaks the contract"},
    ProblemKind{"connection_string_invalid", 400, "The connection string cannot be used"},
    ProblemKind{"connection_parameter_not_allowed", 400,
                "The connection string has a parameter that is not allowed"},
    ProblemKind{"unauthorized", 401, "The engine needs its token"},
    ProblemKind{"host_not_allowed", 403, "This host may not be reached"},
    ProblemKind{"permission_denied", 403, "Postgres denies access"},
    ProblemKind{"not_found", 404, "No such path"},
    ProblemKind{"relation_not_found", 404, "No such relation"},
    ProblemKind{"schema_changed", 409, "The relation has changed"},
    ProblemKind{"request_too_large", 413, "The request is too large"},
    ProblemKind{"unsupported_media_type", 415, "The body must be JSON"},
    ProblemKind{"source_invalid", 422, "The source cannot be used"},
    ProblemKind{"query_invalid", 422, "Postgres does not accept the query"},
    ProblemKind{"query_not_allowed", 422, "The query cannot be a source"},
    ProblemKind{"mapping_invalid", 422, "The mapping cannot be applied"},
    ProblemKind{"authentication_failed", 422, "Postgres refused the password"},
    ProblemKind{"database_not_found", 422, "No such database"},
    ProblemKind{"login_refused", 422, "Postgres refused the login"},
    ProblemKind{"tls_required", 422, "The server may require TLS"},
    ProblemKind{"query_failed", 422, "The query failed in Postgres"},
    ProblemKind{"value_unreadable", 422, "A value cannot be read as UTF-8"},
    ProblemKind{"row_invalid", 422, "A row does not fit the mapping"},
    ProblemKind{"dns_failed", 502, "The host name is unknown", true},
    ProblemKind{"connect_refused", 502, "The connection was refused", true},
    ProblemKind{"tls_failed", 502, "TLS failed", true},
    ProblemKind{"not_postgres", 502, "This is not a Postgres server"},
    ProblemKind{"connection_lost", 502, "The connection was lost", true},
    ProblemKind{"database_busy", 503, "The database has no free connection", true, seconds{5}},
    ProblemKind{"database_unavailable", 503, "The database is not available", true, seconds{5}},
    ProblemKind{"recovery_conflict", 503, "The standby cancelled the query", true, seconds{1}},
    ProblemKind{"overloaded", 503, "Too much at once", true, seconds{1}},
    ProblemKind{"connect_timeout", 504, "Connecting took too long", true},
    ProblemKind{"query_timeout", 504, "The query took too long", true},
    ProblemKind{"lock_timeout", 504, "The relation is locked", true},
    ProblemKind{"internal", 500, "Something went wrong"},
};
static_assert(kKinds.size() == static_cast<std::size_t>(ProblemCode::internal) + 1);

}  // namespace

const ProblemKind& kind_of(ProblemCode code) { return kKinds[static_cast<std::size_t>(code)]; }

std::string_view to_string(ProblemCode code) { return kind_of(code).name; }

Problem::Problem(ProblemCode problem_code, std::string problem_detail, std::string problem_hint)
    : code(problem_code), detail(std::move(problem_detail)), hint(std::move(problem_hint)) {}

void throw_if_errors(Problem problem) {
  if (problem.errors.empty()) return;
  problem.detail = problem.errors.front().message;
  throw problem;
}

// The titles are string literals, so they are null-terminated.
const char* Problem::what() const noexcept { return kind_of(code).title.data(); }

}  // namespace rowhook
