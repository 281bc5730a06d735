#pragma once

#include <string_view>

namespace rowhook {

/// The server chooses how often SCRAM hashes the password (RFC 5802, `i=`), and libpq computes that
/// in one go, without a look at any deadline: 2^31 iterations take an hour. Postgres's own
/// default is 4,096; this many take a quarter of a second.
constexpr int kMaxScramIterations = 100'000;

/// Follows what a server sends during a login, before libpq reads it. Takes the sequences of
/// https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP and no other,
/// so that a server cannot hide the one message that matters behind others.
///
/// Between our look and libpq's read more bytes may arrive. That is safe: the costly message must
/// contain the client's nonce, so it cannot come before the client has answered AuthenticationSASL.
/// After that answer, we pass on only messages that we checked.
class LoginMessages {
 public:
  enum class Status {
    fine,
    incomplete,  ///< a message has not arrived whole; libpq must not read yet
    too_costly,  ///< more iterations than may be computed
    foreign,     ///< not what a Postgres server sends here
  };

  /// Checks what has arrived since libpq's last read.
  Status look(std::string_view bytes);

  /// The server has asked for a password, or for a proof that its user knows it.
  bool password_asked() const { return password_asked_; }

 private:
  enum class State { start, password_asked, scram_offered, done };

  Status follow(std::string_view bytes, State& state) const;

  State state_ = State::start;
  bool password_asked_ = false;
};

}  // namespace rowhook
