#include "postgres/login.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "postgres/login_failure.h"
#include "postgres/login_messages.h"
#include "postgres/socket.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

// A certificate chain and the session parameters take a few kilobytes.
constexpr std::uint64_t kMaxLoginBytes = 1024 * 1024;

// Time between two checks of a message that has not arrived completely.
constexpr std::chrono::milliseconds kPauseForMore{5};

void drop_notice(void*, const PGresult*) {}

/// Starts a connection, to be continued with PQconnectPoll(). Connects only to the address of the
/// attempt, with the settings that the policy requires (UTF8, application name, no GSS, no password
/// file), verbose errors and without notices. Never returns null. The status is CONNECTION_BAD if
/// connecting failed immediately.
ConnectionHandle start_login(const LoginAttempt& attempt) {
  const auto address = to_string(attempt.address);
  const auto port = std::to_string(attempt.connection.port());
  const std::string sslmode(kSslModes[attempt.encryption]);
  std::vector<const char*> keys;
  std::vector<const char*> values;
  const auto set = [&](const char* key, const char* value) {
    keys.push_back(key);
    values.push_back(value);
  };
  set("host", attempt.connection.host().c_str());
  set("hostaddr", address.c_str());
  set("port", port.c_str());
  set("dbname", attempt.connection.database().c_str());
  set("user", attempt.connection.user().c_str());
  set("password", attempt.connection.password().c_str());
  set("sslmode", sslmode.c_str());
  set("client_encoding", "UTF8");
  set("application_name", "rowhook");
  set("gssencmode", "disable");
  set("passfile", "/nonexistent/rowhook");
  // In seconds. Detects within minutes instead of hours that the host is dead.
  set("keepalives_idle", "60");
  if (!attempt.connection.channel_binding().empty()) {
    set("channel_binding", attempt.connection.channel_binding().c_str());
  }
  if (attempt.encryption == SslMode::verify_ca || attempt.encryption == SslMode::verify_full) {
    set("sslrootcert", attempt.ca_file.c_str());
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  ConnectionHandle connection(PQconnectStartParams(keys.data(), values.data(), 0));
  if (!connection) throw std::bad_alloc();
  PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
  PQsetNoticeReceiver(connection.get(), drop_notice, nullptr);
  return connection;
}

class Login {
 public:
  Login(const LoginAttempt& attempt, const Deadline& deadline)
      : attempt_(attempt), deadline_(deadline), connection_(start_login(attempt)) {}

  std::optional<ConnectionHandle> run() {
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
      fail_connect(errno_in(PQerrorMessage(connection_.get())));
    }
    for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;) {
      wait(next);
      phase_ = PQstatus(connection_.get());
      encrypted_ = PQsslInUse(connection_.get()) != 0;
      const auto action = inspect_socket(next);
      if (action == Action::tls_declined) return std::nullopt;
      if (action == Action::wait_for_more) {
        std::this_thread::sleep_for(kPauseForMore);
        continue;
      }
      next = PQconnectPoll(connection_.get());
      if (next == PGRES_POLLING_FAILED) fail();
    }
    return std::move(connection_);
  }

 private:
  enum class Action { proceed, tls_declined, wait_for_more };

  void wait(PostgresPollingStatusType next) {
    const auto wanted = static_cast<short>(next == PGRES_POLLING_READING ? POLLIN : POLLOUT);
    for (;;) {
      const auto left = deadline_.left();
      if (left.count() == 0) fail_timeout();
      pollfd entry{PQsocket(connection_.get()), wanted, 0};
      const int ready = poll(&entry, 1, static_cast<int>(std::min(left, Deadline::kTick).count()));
      if (ready > 0) return;
      if (ready < 0 && errno != EINTR) throw Problem(ProblemCode::internal);
    }
  }

  /// Inspects the data that libpq is about to read, because libpq reports the outcome only in its
  /// messages.
  Action inspect_socket(PostgresPollingStatusType next) {
    const int socket_fd = PQsocket(connection_.get());
    if (phase_ == CONNECTION_STARTED) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(socket_fd, SOL_SOCKET, SO_ERROR, &error, &size);
      if (error != 0) fail_connect(error);
      return Action::proceed;
    }
    if (next != PGRES_POLLING_READING) return Action::proceed;
    std::array<char, 2> head{};
    const auto size = recv(socket_fd, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT);
    closed_ = size == 0 || (size < 0 && errno == ECONNRESET);
    if (received_bytes(socket_fd) > kMaxLoginBytes) fail_not_postgres();
    if (closed_) return Action::proceed;
    if (size < 0 || responded_) return inspect_messages();
    responded_ = true;
    const auto action = phase_ == CONNECTION_SSL_STARTUP ? check_tls_response(head[0], size)
                                                         : check_login_response(head[0]);
    return action == Action::proceed ? inspect_messages() : action;
  }

  // Allows libpq to read only data that was checked. Under TLS that is one record: SSL_peek() and a
  // single SSL_read() never cross a record, and until the login is complete libpq reads once in
  // each PQconnectPoll(). libpq may therefore read a message that is split over several records
  // piece by piece.
  Action inspect_messages() {
    if (phase_ == CONNECTION_SSL_STARTUP || phase_ == CONNECTION_AUTH_OK) return Action::proceed;
    std::array<char, 4096> buffer{};
    const auto bytes = peek(connection_.get(), buffer);
    if (!bytes) return Action::proceed;
    if (bytes->empty()) return Action::wait_for_more;
    const auto unfinished = unfinished_ + std::string(*bytes);
    switch (messages_.check(unfinished)) {
      case LoginMessages::Status::ok:
        unfinished_.clear();
        return Action::proceed;
      case LoginMessages::Status::incomplete:
        if (!encrypted_) return Action::wait_for_more;
        unfinished_ = unfinished;
        return Action::proceed;
      case LoginMessages::Status::too_many_iterations:
        throw Problem(ProblemCode::login_refused,
                      "The server requires more SCRAM iterations than this service allows.",
                      "Lower scram_iterations to 100000 or less, and set the password again.");
      case LoginMessages::Status::not_postgres:
        break;
    }
    fail_not_postgres();
  }

  // Postgres responds to an SSLRequest with the single byte S or N and then waits, or with an
  // error. A second byte after the S comes from a server that sends data unasked (SSH-2.0…).
  // https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL
  Action check_tls_response(char first, ssize_t size) {
    if (first == 'S' && size == 1) return Action::proceed;
    if (first == 'N' && size == 1) return Action::tls_declined;
    if (first != 'E') fail_not_postgres();
    responded_with_error_ = true;
    return Action::proceed;
  }

  Action check_login_response(char first) {
    // AuthenticationRequest, ErrorResponse, NoticeResponse, NegotiateProtocolVersion. Under TLS the
    // raw bytes are encrypted, and the handshake has already identified the protocol.
    const bool known = first == 'R' || first == 'E' || first == 'N' || first == 'v';
    if (!encrypted_ && !known) fail_not_postgres();
    return Action::proceed;
  }

  [[noreturn]] void fail_timeout() {
    if (PQstatus(connection_.get()) == CONNECTION_STARTED) fail_connect(ETIMEDOUT);
    if (messages_.password_asked()) {
      throw Problem(
          ProblemCode::connect_timeout,
          "The server received the password and then stopped responding.",
          "A pooler does that if it has no connection to its database. Otherwise, check that "
          "the server is not overloaded.");
    }
    throw Problem(ProblemCode::connect_timeout,
                  "The host accepted the connection and then stopped responding.",
                  "Check the port, and that the server is not overloaded.");
  }

  [[noreturn]] void fail() {
    const std::string_view message = PQerrorMessage(connection_.get());
    if (const auto state = sqlstate_in(message)) {
      fail_login(attempt_,
                 {*state, routine_in(message), message, encrypted_, messages_.password_asked()});
    }
    if (responded_with_error_) {
      throw Problem(ProblemCode::database_unavailable, "The server could not start a session.",
                    "Try again in a moment.");
    }
    if (phase_ == CONNECTION_SSL_STARTUP && responded_) fail_tls(attempt_);
    if (PQconnectionNeedsPassword(connection_.get()) != 0) {
      throw Problem(ProblemCode::authentication_failed,
                    "The server asks for a password, and none was given.",
                    "Add the password to the connection string, or give it separately.");
    }
    if (closed_ || phase_ != CONNECTION_AWAITING_RESPONSE) {
      throw Problem(ProblemCode::connection_lost,
                    "The host accepted the connection and closed it before the login was complete.",
                    "Check the port, and that the server is up.");
    }
    // libpq ends such a login itself, whatever else the server offers.
    if (attempt_.connection.channel_binding() == "require") {
      throw Problem(
          ProblemCode::login_refused,
          "The server does not offer channel binding, which channel_binding=require needs.",
          "Remove channel_binding=require, or write channel_binding=prefer.");
    }
    throw Problem(ProblemCode::login_refused,
                  "The server requires an authentication method that is not supported.",
                  "Use a role that logs in with a password (scram-sha-256 or md5).");
  }

  const LoginAttempt& attempt_;
  const Deadline& deadline_;
  ConnectionHandle connection_;
  LoginMessages messages_;
  std::string unfinished_;  ///< the part of an incomplete message that libpq has read
  ConnStatusType phase_ = CONNECTION_STARTED;
  bool encrypted_ = false;
  bool responded_ = false;
  bool responded_with_error_ = false;
  bool closed_ = false;
};

}  // namespace

std::optional<ConnectionHandle> log_in(const LoginAttempt& attempt, const Deadline& deadline) {
  return Login(attempt, deadline).run();
}

}  // namespace rowhook
