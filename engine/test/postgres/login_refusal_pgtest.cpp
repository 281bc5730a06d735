#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postgres/connect.h"
#include "support/fake_postgres.h"
#include "support/sources.h"

namespace rowhook {
namespace {

using namespace std::chrono_literals;
namespace message = testing::message;
using testing::FakeServer;
using testing::local_connection;

const ConnectSettings kRefusalSettings{AddressPolicy({}, {}), 5s, std::nullopt};

Problem refusal_of(const ConnectionString& connection) {
  auto problem =
      testing::problem_of([&] { connect(connection, kRefusalSettings, testing::soon()); });
  for (const auto& text : {problem.detail, problem.hint}) {
    EXPECT_EQ(text.find("canary"), std::string::npos) << text;
  }
  return problem;
}

std::string said_by(const Problem& problem) { return problem.detail + " " + problem.hint; }

struct Refusal {
  const char* sqlstate;
  const char* routine;
  const char* words;
  bool asks_for_password;
  ProblemCode code;
  const char* said;
};

/// Refuses every login, before or after the password.
FakeServer::Serve refusing(const Refusal& refusal) {
  return [refusal](int socket_fd) {
    testing::receive(socket_fd);
    if (refusal.asks_for_password) {
      testing::send_all(socket_fd, message::authentication(3));
      testing::receive(socket_fd);
    }
    testing::send_all(socket_fd, message::fatal(refusal.sqlstate, refusal.words, refusal.routine));
    testing::drain(socket_fd);
  };
}

// Errors without a routine come from a pooler: PgBouncer 1.18 and Supavisor.
const std::vector<Refusal> kRefusals{
    {"28000", "InitializeSessionUserId", "role \"canary\" does not exist", false,
     ProblemCode::login_refused, "no role with this name"},
    {"28000", "ClientAuthentication", "no pg_hba.conf entry", false, ProblemCode::tls_required,
     "sslmode=require"},
    {"28000", "auth_failed", "Ident authentication failed", false, ProblemCode::login_refused,
     "something other than a password"},
    {"28P01", "auth_failed", "password authentication failed", true,
     ProblemCode::authentication_failed, "refused this user name or password"},
    {"3D000", "InitPostgres", "database \"canary\" does not exist", true,
     ProblemCode::database_not_found, "no database with this name"},
    {"55000", "CheckMyDatabase", "not currently accepting connections", true,
     ProblemCode::login_refused, "ALLOW_CONNECTIONS"},
    {"53300", "InitPostgres", "sorry, too many clients already", true, ProblemCode::database_busy,
     "no connection left"},
    {"53300", "InitializeSessionUserId", "too many connections for role", true,
     ProblemCode::database_busy, "The role has reached its limit"},
    {"53300", "CheckMyDatabase", "too many connections for database", true,
     ProblemCode::database_busy, "The database has reached its limit"},
    {"P0001", "exec_stmt_raise", "a login trigger's canary", true, ProblemCode::login_refused,
     "ended the login with an error"},
    {"08P01", "", "SASL authentication failed", true, ProblemCode::login_refused,
     "Check the password first"},
    {"08P01", "", "no such database: canary", false, ProblemCode::login_refused,
     "before any password"},
    {"08P01", "", "no more connections allowed (max_client_conn)", false,
     ProblemCode::database_busy, "limit of clients"},
    {"XX000", "", "Tenant or user not found", false, ProblemCode::login_refused,
     "Check the user and the database name"},
    {"XX000", "", "Max client connections reached", true, ProblemCode::database_busy,
     "limit of clients"},
    {"XX000", "", "(EMAXCONN) max client connections reached, limit: 200", true,
     ProblemCode::database_busy, "limit of clients"},
    {"XX000", "InitPostgres", "max_client_conn", true, ProblemCode::login_refused,
     "ended the login with an error"},
};

TEST(LoginRefusal, ExplainsEachError) {
  for (const auto& refusal : kRefusals) {
    SCOPED_TRACE(std::string(refusal.sqlstate) + " " + refusal.routine + " " + refusal.words);
    const FakeServer server(refusing(refusal));
    const auto problem = refusal_of(local_connection(server.port(), "?sslmode=disable"));
    EXPECT_EQ(problem.code, refusal.code);
    EXPECT_EQ(problem.sqlstate, refusal.sqlstate);
    const auto said = said_by(problem);
    EXPECT_NE(said.find(refusal.said), std::string::npos) << said;
    if (std::string_view(refusal.sqlstate) != "28000") {
      EXPECT_EQ(said.find("pg_hba"), std::string::npos) << said;
    }
  }
}

TEST(LoginRefusal, HintsAtFullStopAfterDatabaseName) {
  const FakeServer server(refusing({"3D000", "InitPostgres", "database \"canary\" does not exist",
                                    true, ProblemCode::database_not_found, ""}));
  for (const std::string end : {"", "."}) {
    const auto problem = refusal_of(local_connection(server.port(), end + "?sslmode=disable"));
    EXPECT_EQ(problem.code, ProblemCode::database_not_found);
    const bool named = problem.hint.find("full stop") != std::string::npos;
    EXPECT_EQ(named, end == ".") << problem.hint;
  }
}

/// Declines TLS, then rejects the unencrypted login.
TEST(LoginRefusal, DoesNotSuggestTlsIfServerDeclinesIt) {
  const FakeServer server([declined = false](int socket_fd) mutable {
    testing::receive(socket_fd);
    testing::send_all(
        socket_fd,
        declined ? message::fatal("28000", "no pg_hba.conf entry", "ClientAuthentication") : "N");
    declined = true;
  });
  const auto problem = refusal_of(local_connection(server.port()));
  EXPECT_EQ(problem.code, ProblemCode::login_refused);
  EXPECT_NE(said_by(problem).find("pg_hba.conf does not allow"), std::string::npos);
  EXPECT_EQ(said_by(problem).find("sslmode"), std::string::npos) << said_by(problem);
}

TEST(LoginRefusal, SuggestsSslmodeDisableForPreferOnly) {
  for (const std::string sslmode : {"prefer", "require"}) {
    const FakeServer server([](int socket_fd) {
      testing::Wire wire(socket_fd);
      wire.encrypt();
      wire.receive();
      wire.send(message::fatal("28000", "no pg_hba.conf entry", "ClientAuthentication"));
      wire.receive();
    });
    const auto problem = refusal_of(local_connection(server.port(), "?sslmode=" + sslmode));
    EXPECT_EQ(problem.code, ProblemCode::login_refused);
    const bool offered = said_by(problem).find("sslmode=disable") != std::string::npos;
    EXPECT_EQ(offered, sslmode == "prefer") << said_by(problem);
  }
}

TEST(LoginRefusal, HintsAtUnsupportedChannelBinding) {
  const std::vector<std::string> offers{
      message::authentication(10, std::string("SCRAM-SHA-256\0\0", 15)),
      message::authentication(5, "salt"), message::authentication(0)};
  for (const auto& offer : offers) {
    const FakeServer server([&offer](int socket_fd) {
      testing::Wire wire(socket_fd);
      wire.encrypt();
      wire.receive();
      wire.send(offer);
      wire.receive();
    });
    const auto problem = refusal_of(local_connection(server.port(), "?channel_binding=require"));
    EXPECT_EQ(problem.code, ProblemCode::login_refused);
    EXPECT_NE(problem.hint.find("channel_binding"), std::string::npos) << said_by(problem);
  }
}

TEST(LoginRefusal, ReportsSilenceAfterPassword) {
  const FakeServer server([](int socket_fd) {
    testing::receive(socket_fd);
    testing::send_all(socket_fd, message::authentication(3));
    testing::drain(socket_fd);
  });
  const auto source = local_connection(server.port(), "?sslmode=disable&connect_timeout=1");
  const auto problem = refusal_of(source);
  EXPECT_EQ(problem.code, ProblemCode::connect_timeout);
  EXPECT_NE(said_by(problem).find("received the password"), std::string::npos) << said_by(problem);
  EXPECT_NE(said_by(problem).find("pooler"), std::string::npos) << said_by(problem);
}

class RefusedRoles : public ::testing::Test {
 protected:
  RefusedRoles() : schema_("login_refusal_pgtest") { forget(); }
  ~RefusedRoles() override { forget(); }

  void forget() {
    schema_.run("DROP DATABASE IF EXISTS refusing_logins");
    schema_.run("DROP ROLE IF EXISTS refused_login");
  }
  Problem refused(const std::string& database = testing::test_connection().database()) {
    return refusal_of(
        ConnectionString::parse(testing::url_for("refused_login", "canary", database)));
  }

  testing::ScratchSchema schema_;
};

TEST_F(RefusedRoles, DistinguishesReasonsOnRealServer) {
  schema_.run("CREATE ROLE refused_login NOLOGIN PASSWORD 'canary'");
  const auto no_login = refused();
  EXPECT_EQ(no_login.code, ProblemCode::login_refused);
  EXPECT_NE(said_by(no_login).find("may not log in"), std::string::npos) << said_by(no_login);

  schema_.run("ALTER ROLE refused_login LOGIN CONNECTION LIMIT 0");
  const auto limited = refused();
  EXPECT_EQ(limited.code, ProblemCode::database_busy);
  EXPECT_NE(said_by(limited).find("role has reached"), std::string::npos) << said_by(limited);

  schema_.run("ALTER ROLE refused_login CONNECTION LIMIT -1");
  schema_.run("CREATE DATABASE refusing_logins ALLOW_CONNECTIONS false");
  const auto closed = refused("refusing_logins");
  EXPECT_EQ(closed.code, ProblemCode::login_refused);
  EXPECT_NE(said_by(closed).find("accepts no connections"), std::string::npos) << said_by(closed);

  schema_.run("ALTER DATABASE refusing_logins ALLOW_CONNECTIONS true CONNECTION LIMIT 0");
  EXPECT_NE(said_by(refused("refusing_logins")).find("database has reached"), std::string::npos);
}

}  // namespace
}  // namespace rowhook
