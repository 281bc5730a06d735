#include "postgres/foreign_string.h"

#include <algorithm>
#include <array>

#include "ascii.h"

namespace rowhook {
namespace {

constexpr std::string_view kHowToWrite = "Write postgres://user:password@host:5432/database.";

struct Scheme {
  std::string_view prefix;
  ForeignString said;
};

constexpr std::array kForeignSchemes{
    Scheme{"jdbc:",
           {"This is a JDBC URL: it begins with jdbc:.",
            "Leave jdbc: out and put user and password in front of the host: "
            "postgres://user:password@host:5432/database."}},
    Scheme{"mysql:", {"This is a connection string of MySQL, not of Postgres.", kHowToWrite}},
    Scheme{"mariadb:", {"This is a connection string of MariaDB, not of Postgres.", kHowToWrite}},
    Scheme{"mongodb", {"This is a connection string of MongoDB, not of Postgres.", kHowToWrite}},
    Scheme{"sqlserver:",
           {"This is a connection string of SQL Server, not of Postgres.", kHowToWrite}},
    Scheme{"redis", {"This is a connection string of Redis, not of Postgres.", kHowToWrite}},
    Scheme{"sqlite:", {"This is a connection string of SQLite, not of Postgres.", kHowToWrite}},
    Scheme{"http:", {"This is a web address, not a connection string.", kHowToWrite}},
    Scheme{"https:", {"This is a web address, not a connection string.", kHowToWrite}},
};

constexpr ForeignString kDriver{
    "This is a URL of SQLAlchemy: a driver stands behind postgresql+.",
    "Leave out the + and the driver's name: postgresql://user:password@host:5432/database."};
constexpr ForeignString kOptions{"These are options of a command line, not a connection string.",
                                 kHowToWrite};
constexpr ForeignString kJson{"This is JSON, not a connection string.", kHowToWrite};
constexpr ForeignString kSemicolons{
    "This is a connection string of .NET: its parts stand between semicolons.", kHowToWrite};
constexpr ForeignString kOtherUrl{"This is a URL of something else than Postgres.", kHowToWrite};
constexpr ForeignString kWord{"This is a single word, not a connection string.", kHowToWrite};
constexpr ForeignString kNoScheme{"This does not begin with postgres://.", kHowToWrite};

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

const ForeignString* recognize_foreign(std::string_view text) {
  const auto* scheme =
      std::find_if(kForeignSchemes.begin(), kForeignSchemes.end(), [&](const Scheme& entry) {
        return starts_with_ignoring_case(text, entry.prefix) && holds(text, ":");
      });
  if (scheme != kForeignSchemes.end()) return &scheme->said;
  if (starts_with_ignoring_case(text, "postgresql+") ||
      starts_with_ignoring_case(text, "postgres+")) {
    return &kDriver;
  }
  if (text.starts_with('-')) return &kOptions;
  if (text.starts_with('{')) return &kJson;
  const auto scheme_end = text.find("://");
  const auto first_equals = text.find('=');
  if (scheme_end < first_equals) {
    return starts_with_ignoring_case(text, "postgres") ? nullptr : &kOtherUrl;
  }
  if (first_equals != std::string_view::npos) {
    const auto second_equals = text.find('=', first_equals + 1);
    return text.find(';') < second_equals ? &kSemicolons : nullptr;
  }
  return text.find_first_of(":/@ ") == std::string_view::npos ? &kWord : &kNoScheme;
}

}  // namespace rowhook
