#pragma once

#include <string_view>

namespace rowhook {

/// Maximum number of SCRAM iterations. The server chooses how often the password is hashed (RFC
/// 5802, `i=`), and libpq computes that without checking any deadline: 2^31 iterations take an
/// hour. The default of Postgres is 4,096. This maximum takes a quarter of a second.
constexpr int kMaxScramIterations = 100'000;

/// Checks the messages of a server during a login before libpq reads them. Accepts only the
/// sequences that the protocol defines, so that a server cannot hide the expensive message behind
/// others (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP).
///
/// More bytes may arrive between this check and the read of libpq. That is safe: the expensive
/// message must contain the nonce of the client, so it cannot arrive before the client has
/// responded to AuthenticationSASL. After that response, libpq reads only messages that were
/// checked.
class LoginMessages {
 public:
  enum class Status {
    ok,
    incomplete,           ///< a message is incomplete; without TLS, libpq must not read yet
    too_many_iterations,  ///< more than kMaxScramIterations
    not_postgres,         ///< not sent by a Postgres server at this point
  };

  /// Checks the bytes that arrived since the last read of libpq.
  Status check(std::string_view bytes);

  /// Returns whether the server has requested a password or a proof of it.
  bool password_asked() const { return password_asked_; }

 private:
  enum class State { start, password_asked, scram_offered, done };

  Status follow(std::string_view bytes, State& state) const;

  State state_ = State::start;
  bool password_asked_ = false;
};

}  // namespace rowhook
