#include "postgres/login_failure.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/problem.h"
#include "base/text.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

struct RefusedLogin {
  std::string_view sqlstate;
  std::string_view routine;  ///< empty: any or none
  ProblemCode code;
  std::string_view detail;
  std::string_view hint;
};

constexpr std::string_view kNoRole =
    "The server has no role with this name, or the role may not log in.";
constexpr std::string_view kNotByHba =
    "The server's pg_hba.conf does not allow this user to connect to this database from here.";

// The routines are functions in miscinit.c, postinit.c and auth.c of Postgres.
constexpr std::array kRefusedLogins{
    RefusedLogin{"28P01", "", ProblemCode::authentication_failed,
                 "The server refused this user name or password.",
                 "Check both. In a URL, special characters of a password must be percent-encoded."},
    RefusedLogin{"28000", "InitializeSessionUserId", ProblemCode::login_refused, kNoRole,
                 "Check the user name, which is case-sensitive. The role needs LOGIN."},
    RefusedLogin{"28000", "auth_failed", ProblemCode::login_refused,
                 "The server's authentication refused this user.",
                 "Check user and password. For this user the server's pg_hba.conf may ask for "
                 "something other than a password, for example ident or a certificate."},
    RefusedLogin{"3D000", "", ProblemCode::database_not_found,
                 "The server has no database with this name.",
                 "Check the name after the last slash. It is case-sensitive."},
    RefusedLogin{"42501", "", ProblemCode::permission_denied,
                 "The role may not connect to this database.",
                 "Grant it: GRANT CONNECT ON DATABASE … TO …."},
    RefusedLogin{"53300", "InitializeSessionUserId", ProblemCode::database_busy,
                 "The role has reached its limit of connections.",
                 "Close other connections of the role, or raise its CONNECTION LIMIT."},
    RefusedLogin{"53300", "CheckMyDatabase", ProblemCode::database_busy,
                 "The database has reached its limit of connections.",
                 "Close other connections to it, or raise its CONNECTION LIMIT."},
    RefusedLogin{
        "55000", "", ProblemCode::login_refused, "The database accepts no connections.",
        "Use another database, or open this one: ALTER DATABASE … ALLOW_CONNECTIONS true."},
};

const RefusedLogin* known_refusal(const LoginRefusal& refusal) {
  const auto* found = std::ranges::find_if(kRefusedLogins, [&](const RefusedLogin& entry) {
    return entry.sqlstate == refusal.sqlstate &&
           (entry.routine.empty() || entry.routine == refusal.routine);
  });
  return found == kRefusedLogins.end() ? nullptr : found;
}

// Poolers use the same SQLSTATE for their connection limit and other errors. Their messages are
// always in English, and contain the setting (PgBouncer) or a code (Supavisor).
bool is_full_pooler(const LoginRefusal& refusal) {
  if (!refusal.routine.empty()) return false;
  constexpr std::array<std::string_view, 5> kLimits{
      "max_client_conn", "max_user_client_connections", "max_db_client_connections", "EMAXCONN",
      "MaxClientsInSessionMode"};
  constexpr std::string_view kOlderSupavisor = "max client connections reached";
  return contains(ascii_lower(refusal.message), kOlderSupavisor) ||
         std::ranges::any_of(kLimits, [&](auto limit) { return contains(refusal.message, limit); });
}

Problem refused_28000(const LoginAttempt& attempt, const LoginRefusal& refusal) {
  const bool by_hba = refusal.routine == "ClientAuthentication";
  const bool tls_declined = attempt.encryption_optional && !refusal.encrypted;
  if (!refusal.encrypted && !tls_declined) {
    return Problem(ProblemCode::tls_required, "The server refused the login without encryption.",
                   "Try sslmode=require. If that fails too, the server's pg_hba.conf may not allow "
                   "this user from this address.");
  }
  std::string hint =
      by_hba ? "Add a line for this user, database and address to it."
             : "Check the user, and the server's pg_hba.conf or allow-list of addresses.";
  if (refusal.encrypted && attempt.encryption_optional) {
    hint += " The server may accept this login only without encryption: try sslmode=disable.";
  }
  return Problem(ProblemCode::login_refused,
                 by_hba ? std::string(kNotByHba)
                        : "The server, or a pooler in front of it, refused this user.",
                 std::move(hint));
}

/// The pooler of Supabase selects the database by the user name.
bool lacks_supabase_project(const ConnectionString& connection) {
  return connection.host().ends_with(".pooler.supabase.com") &&
         connection.user().find('.') == std::string::npos;
}

Problem refused_by_pooler(const LoginAttempt& attempt, const LoginRefusal& refusal) {
  if (lacks_supabase_project(attempt.connection)) {
    return Problem(ProblemCode::login_refused, "The pooler refused this user name.",
                   "On Supabase's pooler the user is postgres.PROJECT, with the project's "
                   "reference after the dot.");
  }
  if (refusal.password_asked) {
    return Problem(ProblemCode::login_refused,
                   "The server, or a pooler in front of it, refused the login after the password.",
                   "Check the password first, then user and database. The log of a pooler has "
                   "details. The pooler may also have no connection to its database.");
  }
  return Problem(ProblemCode::login_refused,
                 "The server, or a pooler in front of it, refused the login before any password.",
                 "Check the user and the database name. The log of a pooler has details.");
}

Problem problem_of_refusal(const LoginAttempt& attempt, const LoginRefusal& refusal) {
  if (is_full_pooler(refusal)) {
    return Problem(ProblemCode::database_busy, "The pooler has reached its limit of clients.",
                   "Try again in a moment, or raise the pooler's limit.");
  }
  if (const auto* known = known_refusal(refusal)) {
    auto hint = known->hint;
    if (known->code == ProblemCode::database_not_found &&
        attempt.connection.database().ends_with('.')) {
      hint = "Remove the full stop at its end: it was probably copied with the connection string.";
    }
    return Problem(known->code, std::string(known->detail), std::string(hint));
  }
  if (refusal.sqlstate == "28000") return refused_28000(attempt, refusal);
  auto problem = make_query_problem(refusal.sqlstate);
  if (problem.code == ProblemCode::database_busy ||
      problem.code == ProblemCode::database_unavailable) {
    return problem;
  }
  if (refusal.routine.empty()) return refused_by_pooler(attempt, refusal);
  return Problem(ProblemCode::login_refused, "The server ended the login with an error.",
                 "Check user, password and database. The server's log has the error message.");
}

}  // namespace

int errno_in(std::string_view message) {
  for (const int error : {ETIMEDOUT, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EACCES, EPERM}) {
    if (contains(message, std::strerror(error))) return error;
  }
  return ECONNREFUSED;
}

void fail_connect(int error) {
  switch (error) {
    case ETIMEDOUT:
      throw Problem(
          ProblemCode::connect_timeout, "The host does not respond on this port.",
          "Usually a firewall or an allow-list drops connections from this machine: add its "
          "address to it, connect to the VPN, or check host and port.");
    case ENETUNREACH:
    case EHOSTUNREACH:
    case EADDRNOTAVAIL:
    case EACCES:
    case EPERM:
      throw Problem(ProblemCode::connect_refused, "There is no network route to this host.",
                    "Check the host, and that the network of this service can reach it.");
    default:
      throw Problem(ProblemCode::connect_refused, "Nothing listens on this host and port.",
                    "Check the port, and that the server is running and listens on this address.");
  }
}

void fail_not_postgres() {
  throw Problem(ProblemCode::not_postgres, "The server at this host and port is not Postgres.",
                "Check the port: Postgres usually listens on 5432.");
}

void fail_tls(const LoginAttempt& attempt) {
  const bool verified =
      attempt.encryption == SslMode::verify_ca || attempt.encryption == SslMode::verify_full;
  throw Problem(ProblemCode::tls_failed,
                verified ? "The server's certificate is not trusted, or is for another name."
                         : "The server offers TLS, but the handshake failed.",
                verified ? "Check the host name. Add a private certificate authority to "
                           "SOURCE_CA_FILE of this service."
                         : "Check the server's TLS settings; sslmode=disable connects without "
                           "encryption.");
}

void fail_login(const LoginAttempt& attempt, const LoginRefusal& refusal) {
  auto problem = problem_of_refusal(attempt, refusal);
  problem.sqlstate = refusal.sqlstate;
  throw problem;
}

}  // namespace rowhook
