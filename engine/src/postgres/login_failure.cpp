#include "postgres/login_failure.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.h"
#include "postgres/sqlstate.h"

namespace rowhook {

int errno_of_connecting(const IpAddress& address, int port) {
  const int socket_fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (socket_fd < 0) return errno;
  fcntl(socket_fd, F_SETFL, O_NONBLOCK);
  const int off = 0;
  setsockopt(socket_fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  sockaddr_in6 target{};
  target.sin6_family = AF_INET6;
  target.sin6_port = htons(static_cast<std::uint16_t>(port));
  std::memcpy(&target.sin6_addr, address.data(), address.size());
  const int status = connect(socket_fd, reinterpret_cast<const sockaddr*>(&target), sizeof target);
  const int error = status == 0 || errno == EINPROGRESS ? ECONNREFUSED : errno;
  close(socket_fd);
  return error;
}

void fail_connect(int error) {
  switch (error) {
    case ETIMEDOUT:
      throw Problem(ProblemCode::connect_timeout, "The host does not answer at this port.",
                    "Check host and port, and that a firewall lets this service through.");
    case ENETUNREACH:
    case EHOSTUNREACH:
    case EADDRNOTAVAIL:
    case EACCES:
    case EPERM:
      throw Problem(ProblemCode::connect_refused, "There is no way to this host from here.",
                    "Check the host, and that this service's network reaches it.");
    default:
      throw Problem(ProblemCode::connect_refused, "Nothing listens at this host and port.",
                    "Check the port, and that the server is running and listens on this address.");
  }
}

void fail_foreign() {
  throw Problem(ProblemCode::not_postgres,
                "Something else than Postgres answers at this host and port.",
                "Check the port: Postgres usually listens at 5432.");
}

void fail_tls(const LoginAttempt& attempt) {
  const bool verified =
      attempt.encryption == SslMode::verify_ca || attempt.encryption == SslMode::verify_full;
  throw Problem(ProblemCode::tls_failed,
                verified ? "The server's certificate is not trusted, or is for another name."
                         : "The server offers TLS, but the handshake failed.",
                verified ? "Check the host name; a private certificate authority goes into "
                           "SOURCE_CA_FILE of this service."
                         : "Check the server's TLS settings; sslmode=disable connects without "
                           "encryption.");
}

void fail_login(std::string_view sqlstate, bool encrypted) {
  Problem problem(login_problem(sqlstate, encrypted));
  problem.with_sqlstate(sqlstate);
  switch (problem.code) {
    case ProblemCode::authentication_failed:
      problem.detail = "The server refused this user name or password.";
      problem.hint =
          "Check both; special characters of a password must be percent-encoded in a "
          "URL.";
      break;
    case ProblemCode::database_not_found:
      problem.detail = "The server has no database of this name.";
      problem.hint = "Check the name after the last slash; upper and lower case differ.";
      break;
    case ProblemCode::tls_required:
      problem.detail = "The server refused the login without encryption.";
      problem.hint =
          "Try sslmode=require. If that fails too, the server's pg_hba.conf may not "
          "allow this user from this address.";
      break;
    case ProblemCode::login_refused:
      problem.detail = "The server does not let this user in from here.";
      problem.hint = "Check the role, and the server's pg_hba.conf or allow-list of addresses.";
      break;
    case ProblemCode::permission_denied:
      problem.detail = "The role may not connect to this database.";
      problem.hint = "Grant it: GRANT CONNECT ON DATABASE … TO ….";
      break;
    default: {
      const auto general = make_query_problem(sqlstate);
      problem.detail = general.detail;
      problem.hint = general.hint;
    }
  }
  throw problem;
}

}  // namespace rowhook
