#include "postgres/login.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <thread>

#include "postgres/login_failure.h"
#include "postgres/login_messages.h"
#include "postgres/login_start.h"
#include "postgres/socket.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

// A certificate chain and the parameters of a session are a few kilobytes.
constexpr std::uint64_t kMaxLoginBytes = 1024 * 1024;

// Between two looks at a message that is still arriving.
constexpr std::chrono::milliseconds kPauseForMore{5};

class Login {
 public:
  Login(const LoginAttempt& attempt, const Deadline& deadline)
      : attempt_(attempt),
        deadline_(deadline),
        nudge_at_(deadline.within(deadline.left() * 4 / 5)),
        connection_(start_login(attempt)) {}

  std::optional<ConnectionHandle> run() {
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
      fail_connect(errno_of_connecting(attempt_.address, attempt_.connection.port()));
    }
    for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;) {
      wait(next);
      phase_ = PQstatus(connection_.get());
      encrypted_ = PQsslInUse(connection_.get()) != 0;
      const auto look = look_at_socket(next);
      if (look == Look::tls_declined) return std::nullopt;
      if (look == Look::wait_for_more) {
        std::this_thread::sleep_for(kPauseForMore);
        continue;
      }
      next = PQconnectPoll(connection_.get());
      if (next == PGRES_POLLING_FAILED) fail();
    }
    return std::move(connection_);
  }

 private:
  enum class Look { go_on, tls_declined, wait_for_more };

  void wait(PostgresPollingStatusType next) {
    const auto wanted = static_cast<short>(next == PGRES_POLLING_READING ? POLLIN : POLLOUT);
    for (;;) {
      const auto left = time_to_wait();
      if (left.count() == 0) {
        if (!deadline_.passed() && !nudged_) {
          nudge();
          continue;
        }
        fail_late();
      }
      pollfd entry{PQsocket(connection_.get()), wanted, 0};
      const int ready = poll(&entry, 1, static_cast<int>(std::min(left, Deadline::kTick).count()));
      if (ready > 0) return;
      if (ready < 0 && errno != EINTR) throw Problem(ProblemCode::internal);
    }
  }

  bool awaits_first_answer() const {
    const auto phase = PQstatus(connection_.get());
    return !answered_ && (phase == CONNECTION_SSL_STARTUP || phase == CONNECTION_AWAITING_RESPONSE);
  }

  std::chrono::milliseconds time_to_wait() const {
    return awaits_first_answer() && !nudged_ ? nudge_at_.left() : deadline_.left();
  }

  // HTTP and Redis servers wait for a line end, which no message of Postgres's protocol brings, and
  // would look like a silent host. When most of the time is spent, they get one.
  void nudge() {
    constexpr std::string_view kLineEnds = "\r\n\r\n";
    nudged_ = true;
    send(PQsocket(connection_.get()), kLineEnds.data(), kLineEnds.size(), MSG_NOSIGNAL);
  }

  /// Looks at what libpq is about to read, since it reports the outcome in words only.
  Look look_at_socket(PostgresPollingStatusType next) {
    const int socket_fd = PQsocket(connection_.get());
    if (phase_ == CONNECTION_STARTED) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(socket_fd, SOL_SOCKET, SO_ERROR, &error, &size);
      if (error != 0) fail_connect(error);
      return Look::go_on;
    }
    if (next != PGRES_POLLING_READING) return Look::go_on;
    std::array<char, 2> head{};
    const auto size = recv(socket_fd, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT);
    closed_ = size == 0 || (size < 0 && errno == ECONNRESET);
    if (arrived_bytes(socket_fd) > kMaxLoginBytes) fail_foreign();
    if (closed_) return Look::go_on;
    if (size < 0 || answered_) return look_at_messages();
    answered_ = true;
    const auto look = phase_ == CONNECTION_SSL_STARTUP ? judge_tls_answer(head[0], size)
                                                       : judge_login_answer(head[0]);
    // A Postgres server that answers this late has been spoiled by the line ends.
    if (nudged_) fail_late();
    return look == Look::go_on ? look_at_messages() : look;
  }

  // libpq is let read only what the engine has looked at. Under TLS that is one record: OpenSSL
  // shows no more and gives no more to one read, and libpq reads once in each PQconnectPoll() until
  // the login is done. So of a message that is split over records it may have one after the other.
  Look look_at_messages() {
    if (phase_ == CONNECTION_SSL_STARTUP || phase_ == CONNECTION_AUTH_OK) return Look::go_on;
    std::array<char, 4096> buffer{};
    const auto bytes = peek(connection_.get(), buffer);
    if (!bytes) return Look::go_on;
    if (bytes->empty()) return Look::wait_for_more;
    const auto unfinished = unfinished_ + std::string(*bytes);
    switch (messages_.look(unfinished)) {
      case LoginMessages::Status::fine:
        unfinished_.clear();
        return Look::go_on;
      case LoginMessages::Status::incomplete:
        if (!encrypted_) return Look::wait_for_more;
        unfinished_ = unfinished;
        return Look::go_on;
      case LoginMessages::Status::too_costly:
        throw Problem(ProblemCode::login_refused,
                      "The server asks for more SCRAM iterations than this service computes.",
                      "Lower scram_iterations to 100000 or less, and set the password anew.");
      case LoginMessages::Status::foreign:
        break;
    }
    fail_foreign();
  }

  // To an SSLRequest Postgres answers with the one byte S or N and then waits, or with an error.
  // A second byte after the S comes from a server that talks unasked (SSH-2.0…).
  // https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL
  Look judge_tls_answer(char first, ssize_t size) {
    if (first == 'S' && size == 1) return Look::go_on;
    if (first == 'N' && size == 1) return Look::tls_declined;
    if (first != 'E' || nudged_) fail_foreign();
    answered_with_error_ = true;
    return Look::go_on;
  }

  Look judge_login_answer(char first) {
    // AuthenticationRequest, ErrorResponse, NoticeResponse, NegotiateProtocolVersion. Inside TLS
    // the bytes say nothing; there the handshake has settled who answers.
    const bool known = first == 'R' || first == 'E' || first == 'N' || first == 'v';
    if (!encrypted_ && (!known || (nudged_ && first == 'E'))) fail_foreign();
    return Look::go_on;
  }

  [[noreturn]] void fail_late() {
    if (PQstatus(connection_.get()) == CONNECTION_STARTED) fail_connect(ETIMEDOUT);
    if (messages_.password_asked()) {
      throw Problem(
          ProblemCode::connect_timeout, "The server took the password and then fell silent.",
          "A pooler does that while it has no connection to its database; otherwise check "
          "that the server is not overloaded.");
    }
    throw Problem(ProblemCode::connect_timeout,
                  "The host accepted the connection and then fell silent.",
                  "Check the port, and that the server is not overloaded.");
  }

  [[noreturn]] void fail() {
    const std::string_view message = PQerrorMessage(connection_.get());
    if (const auto state = sqlstate_in(message)) {
      fail_login(attempt_,
                 {*state, routine_in(message), message, encrypted_, messages_.password_asked()});
    }
    if (answered_with_error_) {
      throw Problem(ProblemCode::database_unavailable, "The server could not start a session.",
                    "Try again in a moment.");
    }
    if (phase_ == CONNECTION_SSL_STARTUP && answered_) fail_tls(attempt_);
    if (PQconnectionNeedsPassword(connection_.get()) != 0) {
      throw Problem(ProblemCode::authentication_failed,
                    "The server asks for a password, and none was given.",
                    "Add the password to the connection string, or give it separately.");
    }
    if (closed_ || phase_ != CONNECTION_AWAITING_RESPONSE) {
      throw Problem(ProblemCode::connection_lost,
                    "The host accepted the connection and closed it before the login was done.",
                    "Check the port, and that the server is up.");
    }
    // libpq itself ends such a login, whatever else the server offers.
    if (attempt_.connection.channel_binding() == "require") {
      throw Problem(ProblemCode::login_refused,
                    "The server offers no channel binding, which channel_binding=require demands.",
                    "Remove channel_binding=require, or write channel_binding=prefer.");
    }
    throw Problem(ProblemCode::login_refused, "The server wants a login that is not supported.",
                  "Use a role that logs in with a password (scram-sha-256 or md5).");
  }

  const LoginAttempt& attempt_;
  const Deadline& deadline_;
  const Deadline nudge_at_;
  ConnectionHandle connection_;
  LoginMessages messages_;
  std::string unfinished_;  ///< of a message: what libpq has read of it
  ConnStatusType phase_ = CONNECTION_STARTED;
  bool encrypted_ = false;
  bool answered_ = false;
  bool answered_with_error_ = false;
  bool nudged_ = false;
  bool closed_ = false;
};

}  // namespace

std::optional<ConnectionHandle> log_in(const LoginAttempt& attempt, const Deadline& deadline) {
  return Login(attempt, deadline).run();
}

}  // namespace rowhook
