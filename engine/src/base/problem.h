#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// The problem codes of the contracts that the engine reports. to_string() returns the names on the
/// wire.
enum class ProblemCode {
  request_invalid,
  connection_string_invalid,
  connection_parameter_not_allowed,
  unauthorized,
  host_not_allowed,
  permission_denied,
  not_found,
  relation_not_found,
  schema_changed,
  request_too_large,
  unsupported_media_type,
  source_invalid,
  query_invalid,
  query_not_allowed,
  mapping_invalid,
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
  database_busy,
  database_unavailable,
  recovery_conflict,
  overloaded,
  connect_timeout,
  query_timeout,
  lock_timeout,
  internal,
};

/// The properties that all problems of one code share.
struct ProblemKind {
  std::string_view name;                ///< on the wire
  int status;                           ///< HTTP
  std::string_view title;               ///< one short sentence
  bool retryable = false;               ///< the same request may succeed later, unchanged
  std::chrono::seconds retry_after{0};  ///< value of the Retry-After header; zero: no header
};

const ProblemKind& kind_of(ProblemCode code);
std::string_view to_string(ProblemCode code);

/// Maximum number of errors in a problem. A request may contain hundreds of thousands.
constexpr std::size_t kMaxErrors = 50;

/// One error in a request.
struct FieldError {
  std::string pointer;  ///< JSON pointer (RFC 6901) into the request body
  std::string code;     ///< from a closed list for each problem code
  std::string message;
  std::string related = {};  ///< the other pointer of a conflict; empty: none
};

/// The parsed connection string without its password, safe to display.
struct ConnectionSummary {
  std::string host;
  int port = 0;
  std::string database;
  std::string user;
  std::string sslmode;               ///< empty: not specified
  std::string channel_binding = {};  ///< empty: not specified
};

/// An error message of Postgres about a query written by the user. It may quote the query and
/// values of rows, so it is never logged.
struct PostgresMessage {
  std::string message;
  std::string hint;                     ///< empty: none
  std::optional<std::size_t> position;  ///< position in the query, counted from 1 in code points
};

/// An error that is returned to the client. `detail` and `hint` are written by Rowhook: they never
/// contain the text of a server or library message, which may quote a password.
class Problem : public std::exception {
 public:
  explicit Problem(ProblemCode problem_code, std::string problem_detail = {},
                   std::string problem_hint = {});

  /// Returns the title of the code, which is safe to log.
  const char* what() const noexcept override;

  ProblemCode code;
  std::string detail;
  std::string hint;
  std::optional<std::string> sqlstate;
  std::vector<FieldError> errors;
  std::optional<PostgresMessage> postgres;
  std::vector<std::string> columns;  ///< the column names of a query in which two are equal
  std::optional<ConnectionSummary> understood;
};

/// Throws the problem if it has errors, with the message of the first one as its detail.
void throw_if_errors(Problem problem);

/// A condition that the client should know but that does not fail the request.
struct Warning {
  std::string code;  ///< a WarningCode of the contracts
  std::string message;
};

}  // namespace rowhook
