#include "connection/foreign_string.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "connection/pasted_url.h"

namespace rowhook {
namespace {

bool is_word_byte(char c) { return is_alpha(c) || c == '_' || c == '-' || c == ' ' || c == '.'; }

bool is_words(std::string_view text) {
  constexpr std::size_t kShortest = 2;
  return text.size() >= kShortest && std::ranges::all_of(text, is_word_byte);
}

// Words in brackets. A generated password in brackets would contain digits too.
bool is_bracketed(std::string_view text) {
  constexpr std::array<std::string_view, 5> kBrackets{"[]", "<>", "{}", "()", "%%"};
  return text.size() > 2 && is_words(text.substr(1, text.size() - 2)) &&
         std::ranges::any_of(kBrackets, [&](std::string_view pair) {
           return text.front() == pair[0] && text.back() == pair[1];
         });
}

// Variables of shells, Helm charts and CI. In a URL, the host ends at the colon of
// `${HOST:-default}`.
bool is_variable(std::string_view text) {
  for (const std::string_view open : {"${", "{{", "$("}) {
    if (!text.starts_with(open)) continue;
    return std::all_of(text.begin() + 2, text.end(), [](char c) {
      return is_word_byte(c) || is_digit(c) ||
             std::string_view("{}):$").find(c) != std::string_view::npos;
    });
  }
  constexpr std::size_t kShortest = 3;
  return text.starts_with('$') && text.size() > kShortest &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return is_upper(c) || c == '_'; });
}

bool is_masked(std::string_view text) {
  constexpr std::size_t kShortest = 3;
  constexpr std::string_view kBullet = "•";
  if (text.size() < kShortest) return false;
  constexpr std::size_t kShortestOfLetters = 4;
  const auto only = [text](char mask) {
    return text.find_first_not_of(mask) == std::string_view::npos;
  };
  if (only('*') || only('.') || text == "…") return true;
  if (text.size() >= kShortestOfLetters && (only('x') || only('X'))) return true;
  while (text.starts_with(kBullet)) text.remove_prefix(kBullet.size());
  return text.empty();
}

bool is_your_value(std::string_view text) {
  constexpr std::array<std::string_view, 3> kYourPrefixes{"your_", "your-", "your "};
  constexpr std::array<std::string_view, 5> kNouns{"password", "user", "database", "db", "host"};
  const auto begins = [](std::string_view rest) {
    return [rest](auto word) { return starts_with_ignoring_case(rest, word); };
  };
  return std::ranges::any_of(kYourPrefixes, begins(text)) &&
         std::ranges::any_of(kNouns, begins(text.substr(5)));
}

constexpr std::string_view kHowToWrite = "Write postgres://user:password@host:5432/database.";

struct OtherSystem {
  std::string_view prefix;
  std::string_view detail;
};

constexpr std::array kOtherSystems{
    OtherSystem{"mysql:", "This is a MySQL connection string, not a Postgres one."},
    OtherSystem{"mariadb:", "This is a MariaDB connection string, not a Postgres one."},
    OtherSystem{"mongodb", "This is a MongoDB connection string, not a Postgres one."},
    OtherSystem{"sqlserver:", "This is a SQL Server connection string, not a Postgres one."},
    OtherSystem{"redis", "This is a Redis connection string, not a Postgres one."},
    OtherSystem{"sqlite:", "This is a SQLite connection string, not a Postgres one."},
    OtherSystem{"http:", "This is a web address, not a connection string."},
    OtherSystem{"https:", "This is a web address, not a connection string."},
};

ForeignString explain(std::string_view detail, std::string_view hint = kHowToWrite) {
  return {std::string(detail), std::string(hint)};
}

bool is_variable_of_code(std::string_view text) {
  constexpr std::array<std::string_view, 5> kLookUps{"process.env", "import.meta.env", "os.environ",
                                                     "os.getenv", "env("};
  const auto begins = [&](std::string_view value) {
    return std::ranges::any_of(
        kLookUps, [value](auto look_up) { return starts_with_ignoring_case(value, look_up); });
  };
  // `url = env("…")` of Prisma, also within its block.
  for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    if (begins(trim(text.substr(at + 1)))) return true;
  }
  return begins(text);
}

ForeignString unknown_scheme(std::string_view scheme) {
  const auto close = nearest(scheme, {"postgres", "postgresql"});
  if (!close) return explain("This is not a Postgres URL.");
  return {"The scheme " + std::string(scheme) + ":// is unknown.",
          "Did you mean " + std::string(*close) + "://?"};
}

}  // namespace

bool is_placeholder(std::string_view text) {
  // From documentation, and from DigitalOcean and Aiven before the password is revealed.
  constexpr std::array<std::string_view, 14> kKnown{"USER",          "USERNAME",
                                                    "PASSWORD",      "PASS",
                                                    "HOST",          "HOSTNAME",
                                                    "PORT",          "DATABASE",
                                                    "DBNAME",        "DB",
                                                    "DB_NAME",       "REPLACE_ME",
                                                    "show-password", "CLICK_TO:REVEAL_PASSWORD"};
  return is_bracketed(text) || is_variable(text) || is_masked(text) || is_your_value(text) ||
         std::ranges::find(kKnown, text) != kKnown.end();
}

std::optional<ForeignString> recognize_foreign(std::string_view text) {
  if (is_url(text)) return std::nullopt;
  const auto* system = std::ranges::find_if(kOtherSystems, [&](const OtherSystem& entry) {
    return starts_with_ignoring_case(text, entry.prefix) && contains(text, ":");
  });
  if (system != kOtherSystems.end()) return explain(system->detail);
  if (is_placeholder(text) || is_variable_of_code(text)) {
    return explain("This names a variable, not its value.",
                   "Paste the connection string itself. A file such as .env may contain it.");
  }
  if (text.starts_with('-') || contains(text, "psql -")) {
    return explain("These command line options cannot be read.",
                   "Write psql -h HOST -p PORT -U USER -d DATABASE without other options or shell "
                   "variables, or write postgres://user:password@host:5432/database.");
  }
  if (text.starts_with('{')) return explain("This is JSON, not a connection string.");
  const auto scheme_end = text.find("://");
  const auto first_equals = text.find('=');
  if (scheme_end < first_equals) return unknown_scheme(text.substr(0, scheme_end));
  if (first_equals != std::string_view::npos) {
    const auto second_equals = text.find('=', first_equals + 1);
    if (text.find(';') >= second_equals) return std::nullopt;
    return explain("This is a .NET or ODBC connection string, with semicolons between its parts.",
                   "Write host=… port=… dbname=… user=… password=… sslmode=… with spaces between, "
                   "for Host, Port, Database, Username, Password and SSL Mode.");
  }
  return text.find_first_of(":/@ ") == std::string_view::npos
             ? explain("This is a single word, not a connection string.")
             : explain("This does not begin with postgres://.");
}

}  // namespace rowhook
