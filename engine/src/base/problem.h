#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// The closed list of problem codes; to_string() gives their names on the wire. The gateway shares
/// it, and only the gateway reports connection_expired, host_header_rejected, schema_invalid,
/// schema_limit_exceeded, engine_unavailable and engine_timeout.
enum class ProblemCode {
  request_invalid,
  connection_string_invalid,
  connection_parameter_not_allowed,
  connection_expired,
  unauthorized,
  host_not_allowed,
  permission_denied,
  not_found,
  relation_not_found,
  schema_changed,
  request_too_large,
  unsupported_media_type,
  host_header_rejected,
  source_invalid,
  query_invalid,
  query_not_allowed,
  mapping_invalid,
  schema_invalid,
  schema_limit_exceeded,
  authentication_failed,
  database_not_found,
  login_refused,
  tls_required,
  query_failed,
  value_unreadable,
  row_invalid,
  dns_failed,
  connect_refused,
  tls_failed,
  not_postgres,
  connection_lost,
  engine_unavailable,
  database_busy,
  database_unavailable,
  recovery_conflict,
  overloaded,
  connect_timeout,
  query_timeout,
  lock_timeout,
  engine_timeout,
  internal,
};

/// What every problem of one code has in common.
struct ProblemKind {
  std::string_view name;             ///< on the wire
  int status;                        ///< HTTP
  std::string_view title;            ///< one short sentence
  bool retryable;                    ///< the same request may succeed later without any change
  std::chrono::seconds retry_after;  ///< for the Retry-After header; zero: send none
};

const ProblemKind& kind_of(ProblemCode code);
std::string_view to_string(ProblemCode code);

/// Errors that a problem reports: enough to see what is wrong. A request has room for hundreds of
/// thousands.
constexpr std::size_t kMaxErrors = 50;

/// One thing wrong with a request.
struct FieldError {
  std::string pointer;  ///< RFC 6901 pointer into the request's body
  std::string code;     ///< of a closed list of whoever reports it
  std::string message;
  std::string related = {};  ///< the other place of a conflict; empty where there is none
};

/// How a connection string was read; safe to show.
struct Understood {
  std::string host;
  int port = 0;
  std::string database;
  std::string user;
  std::string sslmode;  ///< empty: none was given
};

/// What Postgres says about a query of the user. It may quote the query and values of rows, so no
/// log has any of it.
struct PostgresMessage {
  std::string message;
  std::string hint;                     ///< empty where there is none
  std::optional<std::size_t> position;  ///< in the query's text: from 1, in code points
};

/// A failure as the caller gets it. Detail and hint are ours: a server's or a library's own words,
/// which may quote a password, never enter them.
class Problem : public std::exception {
 public:
  explicit Problem(ProblemCode problem_code, std::string problem_detail = {},
                   std::string problem_hint = {});

  /// The code's title: fit for any log.
  const char* what() const noexcept override;

  Problem& with_sqlstate(std::string_view state) &;
  Problem&& with_sqlstate(std::string_view state) &&;

  ProblemCode code;
  std::string detail;
  std::string hint;
  std::optional<std::string> sqlstate;
  std::vector<FieldError> errors;
  std::optional<PostgresMessage> postgres;
  std::vector<std::string> columns;  ///< of a query where two of them have one name, in their order
  std::optional<Understood> understood;
};

/// Something to point out without refusing.
struct Warning {
  std::string code;  ///< of the contracts' WarningCode
  std::string message;
};

}  // namespace rowhook
