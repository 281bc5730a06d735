#include "postgres/sqlstate.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace rowhook {
namespace {

struct Entry {
  std::string_view sqlstate;
  ProblemCode code;
  std::string_view detail;
  std::string_view hint;
};

// A sample selects all readable columns, so removing one from the mapping would not help.
constexpr std::string_view kUnreadableHint =
    "Correct the value, choose other rows, or use a view without its column.";

constexpr std::string_view kViewHint = "Correct the view or the value, or choose other rows.";

constexpr std::array kQueryErrors{
    Entry{"42501", ProblemCode::permission_denied,
          "The role may not read this table or view, or one of its columns.",
          "Grant it: GRANT SELECT ON … TO …; and USAGE on the schema."},
    Entry{"42P01", ProblemCode::relation_not_found, "The table or view does not exist.",
          "Refresh the list of tables and views. Names are case-sensitive."},
    Entry{"3F000", ProblemCode::relation_not_found, "The schema does not exist.",
          "Refresh the list of tables and views. Names are case-sensitive."},
    Entry{"42703", ProblemCode::schema_changed, "A column no longer exists.",
          "Read the columns again."},
    Entry{"42804", ProblemCode::schema_changed, "A column's type has changed.",
          "Read the columns again."},
    Entry{"0A000", ProblemCode::query_failed, "The server does not support this query.",
          "A standby cannot read an unlogged table: connect to the primary, or make the table "
          "logged with ALTER TABLE … SET LOGGED."},
    Entry{"42704", ProblemCode::query_failed,
          "A setting, a type or another object that the table or view uses does not exist.",
          "If a view or policy reads a setting, set it for the role with ALTER ROLE … SET …, or "
          "let it read current_setting('…', true)."},
    Entry{"22023", ProblemCode::query_failed,
          "A function that the table or view uses rejected one of its arguments.",
          "If a view or policy depends on a setting, set it for the role with ALTER ROLE … SET "
          "…; otherwise correct the view or the value."},
    Entry{"42P17", ProblemCode::query_failed,
          "A policy or rule of the table or view is infinitely recursive.",
          "Correct it: a policy that queries its own table must do so through a SECURITY DEFINER "
          "function."},
    Entry{"25006", ProblemCode::query_failed,
          "Reading the table or view would write data, which Rowhook does not allow.",
          "Use a view without nextval() or functions that change data."},
    Entry{"22012", ProblemCode::query_failed, "A row of the table or view divides by zero.",
          "Guard the division in the view: … / nullif(divisor, 0)."},
    Entry{"22P02", ProblemCode::query_failed,
          "A text of the table or view cannot be converted to the type that it is cast to.",
          kViewHint},
    Entry{"22003", ProblemCode::query_failed, "A number of the table or view is out of range.",
          kViewHint},
    Entry{"22007", ProblemCode::query_failed, "A date or time of the table or view is invalid.",
          kViewHint},
    Entry{"22008", ProblemCode::query_failed,
          "A date or time of the table or view is out of range.", kViewHint},
    Entry{"21000", ProblemCode::query_failed,
          "A subquery of the table or view returns more than one row.", "Correct the view."},
    Entry{"42883", ProblemCode::query_failed,
          "A function or operator that the table or view uses does not exist.",
          "Correct the view, or restore the function."},
    Entry{"P0001", ProblemCode::query_failed,
          "A function that the table or view uses raised an error.",
          "Read the table or view in psql to see the message of the function."},
    Entry{"58P01", ProblemCode::query_failed,
          "The server cannot find a file: that of a foreign table, or one of its own.",
          "Restore the file on the server; its log names it."},
    Entry{"08001", ProblemCode::query_failed,
          "The server cannot reach the other server that a foreign table reads from.",
          "Check the foreign server's options, and that it is up."},
    Entry{"53200", ProblemCode::query_failed, "The server ran out of memory for this query.",
          "Try fewer rows, or raise the server's memory."},
    Entry{"53100", ProblemCode::query_failed, "The server's disk is full.",
          "Free disk space on the server."},
    Entry{"55000", ProblemCode::query_failed,
          "The table or view cannot be read in its current state.",
          "Populate it if it is a materialized view: REFRESH MATERIALIZED VIEW …. If it is a "
          "foreign table, its foreign-data wrapper needs a handler."},
    Entry{"22021", ProblemCode::value_unreadable,
          "A value is not valid in the encoding of the database.", kUnreadableHint},
    Entry{"22P05", ProblemCode::value_unreadable,
          "A value holds a character that has no equivalent in UTF-8.", kUnreadableHint},
    Entry{"57014", ProblemCode::query_timeout,
          "The database cancelled the query: it took too long, or an administrator ended it.",
          "Try fewer rows; the view or query may need an index."},
    Entry{"25P03", ProblemCode::query_timeout, "The database closed an idle transaction.", ""},
    Entry{"25P04", ProblemCode::query_timeout, "The database closed a long transaction.", ""},
    Entry{"55P03", ProblemCode::lock_timeout, "Another session holds a lock on the table or view.",
          "Try again once the migration or maintenance that holds it is done."},
    Entry{"40001", ProblemCode::recovery_conflict,
          "The standby server cancelled the query to keep up with its primary.", "Try again."},
    Entry{"40P01", ProblemCode::recovery_conflict,
          "The server cancelled the query to resolve a deadlock.", "Try again."},
    Entry{"53300", ProblemCode::database_busy, "The database has no connection left.",
          "Close other connections or raise max_connections."},
    Entry{"53400", ProblemCode::query_failed,
          "The query exceeded a configured limit of the server, such as temp_file_limit.",
          "Raise the limit for this role, or let the view sort and join less."},
    Entry{"26000", ProblemCode::connection_lost,
          "A function of the database removed the session's prepared statements.", "Try again."},
    Entry{"42P05", ProblemCode::connection_lost,
          "A function of the database prepared statements in the session.", "Try again."},
    Entry{"57P01", ProblemCode::database_unavailable,
          "The server ended the connection: it is shutting down, or someone ended the session.",
          "Try again."},
    Entry{"57P02", ProblemCode::database_unavailable, "The server is recovering from a crash.",
          "Try again in a moment."},
    Entry{"57P03", ProblemCode::database_unavailable, "The server is starting up or in recovery.",
          "Try again in a moment."},
    Entry{"57P05", ProblemCode::connection_lost, "The server ended an idle connection.",
          "Try again."},
    Entry{"08000", ProblemCode::connection_lost, "The connection was lost.", "Try again."},
    Entry{"08003", ProblemCode::connection_lost, "The connection no longer exists.", "Try again."},
    Entry{"08006", ProblemCode::connection_lost, "The connection was lost.", "Try again."},
    Entry{"08P01", ProblemCode::connection_lost, "The connection was lost.", "Try again."},
};

constexpr std::string_view kDependencyHint =
    "Correct the view, function, policy or foreign table that uses it.";

constexpr std::array kDependencyErrors{
    Entry{"42501", ProblemCode::query_failed,
          "The role lacks a privilege on something that the table or view uses: a table, a "
          "column, a schema or a function.",
          "Grant it to the role. A security_invoker view reads its tables as the role that reads "
          "the view, a foreign table as its user mapping specifies."},
    Entry{"42P01", ProblemCode::query_failed,
          "The table or view uses another table or view that does not exist.", kDependencyHint},
    Entry{"3F000", ProblemCode::query_failed,
          "The table or view uses a schema that does not exist.", kDependencyHint},
    Entry{"42703", ProblemCode::schema_changed,
          "The table or view uses a column that does not exist.", kDependencyHint},
    Entry{"42804", ProblemCode::schema_changed,
          "A function that the table or view uses returns a different type than it declares.",
          kDependencyHint},
};

constexpr Entry kOther{"", ProblemCode::query_failed, "The database reported an error.",
                       "Read the table or view in psql to see the message of the server."};

/// Returns null if the table has no entry.
template <class Table>
const Entry* find_entry(const Table& table, std::string_view sqlstate) {
  const auto* found = std::ranges::find(table, sqlstate, &Entry::sqlstate);
  return found == table.end() ? nullptr : found;
}

const Entry& entry_for(std::string_view sqlstate) {
  const auto* found = find_entry(kQueryErrors, sqlstate);
  return found == nullptr ? kOther : *found;
}

constexpr std::size_t kStateSize = 5;

bool is_sqlstate(std::string_view text) {
  return text.size() == kStateSize &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || is_upper(c); });
}

Problem make_problem(const Entry& entry, std::string_view sqlstate) {
  Problem problem(entry.code, std::string(entry.detail), std::string(entry.hint));
  // A hostile server may send anything instead.
  if (is_sqlstate(sqlstate)) problem.sqlstate = sqlstate;
  return problem;
}

// Maximum length for display. A server may send any number of bytes.
constexpr std::size_t kMaxShownBytes = 4'000;

std::string_view field_of(const PGresult* error, int field) {
  const char* text = PQresultErrorField(error, field);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::optional<std::size_t> position_of(const PGresult* error) {
  const auto digits = field_of(error, PG_DIAG_STATEMENT_POSITION);
  const auto position = number_in<std::size_t>(digits);
  return position == 0 ? std::nullopt : position;
}

/// Returns whether the query is the cause of the problem.
bool is_caused_by_query(ProblemCode code) {
  switch (code) {
    case ProblemCode::query_failed:
    case ProblemCode::schema_changed:
    case ProblemCode::relation_not_found:
    case ProblemCode::permission_denied:
    case ProblemCode::value_unreadable:
      return true;
    default:
      return false;
  }
}

}  // namespace

Problem make_query_problem(std::string_view sqlstate) {
  return make_problem(entry_for(sqlstate), sqlstate);
}

Problem make_relation_problem(std::string_view sqlstate) {
  const auto* dependency = find_entry(kDependencyErrors, sqlstate);
  return make_problem(dependency == nullptr ? entry_for(sqlstate) : *dependency, sqlstate);
}

Problem make_user_query_problem(const PGresult* error, ProblemCode code) {
  const auto sqlstate = field_of(error, PG_DIAG_SQLSTATE);
  auto problem = make_query_problem(sqlstate);
  if (!is_caused_by_query(problem.code)) return problem;
  constexpr std::string_view kReadOnly = "25006";
  if (sqlstate == kReadOnly) {
    problem.code = ProblemCode::query_not_allowed;
    problem.detail = "The query would write data, which Rowhook does not allow.";
    problem.hint = "Remove FOR UPDATE, nextval() and functions that change data.";
  } else {
    problem.code = code;
    problem.detail.clear();
    problem.hint.clear();
  }
  problem.postgres = PostgresMessage{
      std::string(field_of(error, PG_DIAG_MESSAGE_PRIMARY).substr(0, kMaxShownBytes)),
      std::string(field_of(error, PG_DIAG_MESSAGE_HINT).substr(0, kMaxShownBytes)),
      position_of(error)};
  return problem;
}

bool is_ambiguous(std::string_view sqlstate) {
  return find_entry(kDependencyErrors, sqlstate) != nullptr;
}

// The SQLSTATE is the first word of five capital letters or digits between ":  " and ":". The text
// before it (host, port, a severity in any language) cannot look like that, and the text after it
// is ignored.
std::optional<std::string_view> sqlstate_in(std::string_view verbose_message) {
  constexpr std::string_view kBefore = ":  ";
  for (auto at = verbose_message.find(kBefore); at != std::string_view::npos;
       at = verbose_message.find(kBefore, at + 1)) {
    const auto rest = verbose_message.substr(at + kBefore.size());
    if (rest.size() > kStateSize && rest[kStateSize] == ':' &&
        is_sqlstate(rest.substr(0, kStateSize))) {
      return rest.substr(0, kStateSize);
    }
  }
  return std::nullopt;
}

// The word before the colon is in the language of the client.
std::string_view routine_in(std::string_view verbose_message) {
  while (verbose_message.ends_with('\n')) verbose_message.remove_suffix(1);
  const auto line = verbose_message.substr(verbose_message.rfind('\n') + 1);
  const auto begin = line.find(":  ");
  const auto end = line.find(", ", begin);
  const auto number = line.rfind(':');
  if (begin == std::string_view::npos || end == std::string_view::npos || number < end ||
      line.find_first_not_of("0123456789", number + 1) != std::string_view::npos) {
    return {};
  }
  const auto routine = line.substr(begin + 3, end - begin - 3);
  const bool is_name = std::ranges::all_of(routine, [](char c) { return is_alnum(c) || c == '_'; });
  return is_name ? routine : std::string_view();
}

}  // namespace rowhook
