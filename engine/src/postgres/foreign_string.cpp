#include "postgres/foreign_string.h"

#include <algorithm>
#include <array>

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

constexpr ForeignString kWord{"This is a single word, not a connection string.", kHowToWrite};

}  // namespace

const ForeignString* recognize_foreign(std::string_view text) {
  const auto* scheme =
      std::find_if(kForeignSchemes.begin(), kForeignSchemes.end(), [&](const Scheme& entry) {
        return text.starts_with(entry.prefix) && text.find(':') != std::string_view::npos;
      });
  if (scheme != kForeignSchemes.end()) return &scheme->said;
  // Anything with these is an attempt at a URL or at keywords.
  return text.find_first_of("=:/@ ") == std::string_view::npos ? &kWord : nullptr;
}

}  // namespace rowhook
