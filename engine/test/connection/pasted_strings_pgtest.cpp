#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <ostream>
#include <string>
#include <string_view>

#include "postgres/connect.h"
#include "support/sources.h"

namespace rowhook {
namespace {

/// A connection string as people paste it. `{user}`, `{password}`, `{host}`, `{port}` and `{db}`
/// are those of the test's server.
struct Pasted {
  const char* from;
  const char* text;
  const char* refusal = "";  ///< part of the message; empty if the string connects

  friend std::ostream& operator<<(std::ostream& out, const Pasted& pasted) {
    return out << pasted.from;
  }
};

// The test server has no TLS. A string that requires it is parsed, and fails at the TLS handshake.
constexpr const char* kDemandsTls = "does not offer encrypted connections";

constexpr std::array kPasted{
    Pasted{"a .env file", "DATABASE_URL=postgres://{user}:{password}@{host}:{port}/{db}\n"},
    Pasted{"a .env file with quotes and a comment",
           "DATABASE_URL=\"postgresql://{user}:{password}@{host}:{port}/{db}\" # local\n"},
    Pasted{"Supabase, a pooler for Prisma",
           "# Connect to Supabase via connection pooling\n"
           "DATABASE_URL=\"postgresql://{user}:{password}@{host}:{port}/{db}?pgbouncer=true\"\n"},
    Pasted{"Supabase, both strings for Prisma",
           "DATABASE_URL=\"postgresql://{user}:{password}@{host}:{port}/{db}?pgbouncer=true\"\n"
           "DIRECT_URL=\"postgresql://{user}:{password}@{host}:{port}/{db}\"\n",
           "Paste one of them"},
    Pasted{"Supabase, before the password is put in",
           "postgresql://{user}:[YOUR-PASSWORD]@{host}:{port}/{db}", "password is still"},
    Pasted{"Neon",
           "psql 'postgresql://{user}:{password}@{host}:{port}/{db}?sslmode=require&"
           "channel_binding=require'",
           kDemandsTls},
    Pasted{"Neon, parameters only",
           "PGHOST='{host}'\nPGPORT='{port}'\nPGDATABASE='{db}'\nPGUSER='{user}'\n"
           "PGPASSWORD='{password}'\nPGSSLMODE='prefer'"},
    Pasted{"Neon, with its endpoint in options",
           "postgresql://{user}:{password}@{host}:{port}/{db}?options=endpoint%3Dep-cool-1",
           "Remove it"},
    Pasted{"RDS, psql", "psql -h {host} -p {port} -U {user} -d {db}", "asks for a password"},
    Pasted{"RDS, a keyword list",
           "psql \"host={host} port={port} dbname={db} user={user} password={password} "
           "sslmode=disable\""},
    Pasted{"RDS, a secret",
           "{\"username\":\"{user}\",\"password\":\"{password}\",\"engine\":\"postgres\","
           "\"host\":\"{host}\",\"port\":{port},\"dbname\":\"{db}\"}",
           "Write postgres://"},
    Pasted{"Heroku, its list of variables",
           "DATABASE_URL:             postgres://{user}:{password}@{host}:{port}/{db}"},
    Pasted{"Heroku, Node", "postgres://{user}:{password}@{host}:{port}/{db}?sslmode=no-verify",
           kDemandsTls},
    Pasted{"Render, its dashboard",
           "External Database URL: postgresql://{user}:{password}@{host}:{port}/{db}"},
    Pasted{"Render, psql", "PGPASSWORD={password} psql -h {host} -p {port} -U {user} {db}"},
    Pasted{"Azure, psql",
           "psql \"host={host} port={port} dbname={your_database} user={user} "
           "password={your_password} sslmode=require\"",
           "database is still a placeholder"},
    Pasted{"Azure, ADO.NET",
           "Server={host};Database={db};Port={port};User Id={user};Password={password};"
           "Ssl Mode=Require;",
           "Write host="},
    Pasted{"Aiven", "postgres://{user}:CLICK_TO:REVEAL_PASSWORD@{host}:{port}/{db}?sslmode=require",
           "password is still"},
    Pasted{"Cockroach, SQLAlchemy",
           "cockroachdb://{user}:{password}@{host}:{port}/{db}?sslmode=disable"},
    Pasted{"Cockroach, with its certificate",
           "postgresql://{user}:{password}@{host}:{port}/{db}?sslmode=verify-full&"
           "sslrootcert=$HOME/.postgresql/root.crt",
           "SOURCE_CA_FILE"},
    Pasted{"Railway, a reference", "${{Postgres.DATABASE_URL}}", "Paste the connection string"},
    Pasted{"DigitalOcean, before the password is shown",
           "postgresql://{user}:show-password@{host}:{port}/{db}?sslmode=require",
           "password is still"},
    Pasted{"DigitalOcean, parameters",
           "username = {user}\npassword = {password}\nhost = {host}\nport = {port}\n"
           "database = {db}\nsslmode = prefer"},
    Pasted{"JSON", "  \"DATABASE_URL\": \"postgres://{user}:{password}@{host}:{port}/{db}\",\n"},
    Pasted{"YAML", "  url: postgres://{user}:{password}@{host}:{port}/{db}\n"},
    Pasted{"Kubernetes",
           "- name: DATABASE_URL\n"
           "  value: \"postgres://{user}:{password}@{host}:{port}/{db}\"\n"},
    Pasted{"Docker Compose",
           "      - DATABASE_URL=postgres://{user}:{password}@{host}:{port}/{db}\n"},
    Pasted{"a chat", "```\npostgres://{user}:{password}@{host}:{port}/{db}\n```"},
    Pasted{"a web page", "\u200bpostgres://{user}:{password}@{host}:{port}/{db}/\u00a0"},
    Pasted{"JDBC",
           "jdbc:postgresql://{host}:{port}/{db}?user={user}&password={password}&ssl=false"},
    Pasted{"Spring",
           "spring.datasource.url=jdbc:postgresql://{host}:{port}/{db}?user={user}&"
           "password={password}&currentSchema=public"},
    Pasted{
        "SQLAlchemy",
        "engine = create_engine(\"postgresql+psycopg2://{user}:{password}@{host}:{port}/{db}\")"},
    Pasted{"asyncpg", "postgresql+asyncpg://{user}:{password}@{host}:{port}/{db}?ssl=disable"},
    Pasted{"Symfony",
           "DATABASE_URL=\"postgresql://{user}:{password}@{host}:{port}/{db}?serverVersion=16&"
           "charset=utf8\""},
    Pasted{"Laravel",
           "DB_CONNECTION=pgsql\nDB_HOST={host}\nDB_PORT={port}\nDB_DATABASE={db}\n"
           "DB_USERNAME={user}\nDB_PASSWORD={password}\n"},
    Pasted{"Laravel, the whole .env file",
           "APP_URL=http://localhost\nREDIS_URL=redis://127.0.0.1:6379\n"
           "DATABASE_URL=pgsql://{user}:{password}@{host}:{port}/{db}\n"},
    Pasted{"PDO", "pgsql:host={host};port={port};dbname={db};user={user};password={password}"},
    Pasted{"PHP, JSON", R"("url":"postgres:\/\/{user}:{password}@{host}:{port}\/{db}")"},
    Pasted{"Node, pg",
           "const pool = new Pool({ connectionString: 'postgres://{user}:{password}@{host}:{port}/"
           "{db}' });"},
    Pasted{"a Dockerfile", "ENV DATABASE_URL postgres://{user}:{password}@{host}:{port}/{db}"},
    Pasted{"a sentence", "use postgres://{user}:{password}@{host}:{port}/{db} for staging"},
    Pasted{"documentation", "postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
           "host is still a placeholder"},
    Pasted{"psql with a statement",
           "psql \"postgres://{user}:{password}@{host}:{port}/{db}\" -c 'select 1'"},
    Pasted{"a misspelt scheme", "postgrsql://{user}:{password}@{host}:{port}/{db}",
           "Did you mean postgresql://?"},
    Pasted{"a misspelt parameter", "postgres://{user}:{password}@{host}:{port}/{db}?sslmod=prefer",
           "Did you mean sslmode?"},
};

std::string with_login(std::string text) {
  const auto server = testing::test_connection();
  const std::array<std::pair<std::string, std::string>, 5> parts{
      {{"{user}", server.user()},
       {"{password}", server.password()},
       {"{host}", server.host()},
       {"{port}", std::to_string(server.port())},
       {"{db}", server.database()}}};
  for (const auto& [name, value] : parts) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), value);
    }
  }
  return text;
}

class PastedStrings : public ::testing::TestWithParam<Pasted> {};

TEST_P(PastedStrings, ConnectsOrExplainsProblem) {
  const auto& pasted = GetParam();
  const ConnectSettings settings{AddressPolicy({}, {}), std::chrono::seconds(5), std::nullopt};
  try {
    const auto source = ConnectionString::parse(with_login(pasted.text));
    const auto connection = connect(source, settings, testing::soon());
    EXPECT_EQ(PQstatus(connection.get()), CONNECTION_OK);
    EXPECT_STREQ(pasted.refusal, "");
  } catch (const Problem& problem) {
    const auto said = problem.detail + " " + problem.hint;
    EXPECT_STRNE(pasted.refusal, "") << said;
    EXPECT_NE(said.find(pasted.refusal), std::string::npos) << said;
    EXPECT_EQ(said.find(testing::test_connection().password()), std::string::npos) << said;
  }
}

INSTANTIATE_TEST_SUITE_P(All, PastedStrings, ::testing::ValuesIn(kPasted), [](const auto& pasted) {
  std::string title = pasted.param.from;
  for (auto& c : title) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return title;
});

}  // namespace
}  // namespace rowhook
