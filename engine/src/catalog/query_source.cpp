#include "catalog/query_source.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "catalog/types.h"
#include "sql.h"

namespace rowhook {
namespace {

constexpr std::string_view kSyntaxError = "42601";
constexpr std::string_view kUnnamedColumn = "?column?";
constexpr std::string_view kBefore = "(\n";

// A query that ends in more semicolons is rejected.
constexpr int kMaxSemicolons = 10;

std::string in_parentheses(const std::string& query) {
  return std::string(kBefore) + query + "\n) AS q";
}

/// A column as PQdescribePrepared() describes it.
struct ResultColumn {
  std::string name;
  std::uint32_t type = 0;
  int modifier = 0;

  bool operator==(const ResultColumn&) const = default;
};
using ResultColumns = std::vector<ResultColumn>;

std::size_t characters_before(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  return before.size() - static_cast<std::size_t>(std::ranges::count_if(before, is_continuation));
}

class QueryParser {
 public:
  QueryParser(ReadTransaction& transaction, std::string query)
      : transaction_(transaction), query_(std::move(query)) {}

  /// Returns the columns. Semicolons after the statement would be a syntax error within the
  /// parentheses, so they are replaced with spaces if Postgres still parses the same columns.
  ResultColumns parse() {
    auto columns = parse_alone();
    for (int tries = 0;; ++tries) {
      const auto semicolon = parse_in_parentheses();
      if (!semicolon) return columns;
      if (tries == kMaxSemicolons)
        throw not_allowed("The query ends in more than 10 semicolons. Remove them.");
      query_[*semicolon] = ' ';
      transaction_.roll_back();
      transaction_.begin();
      if (parse_alone() != columns) throw not_allowed(kOnlyQueries);
    }
  }

  /// The query as it will be executed.
  const std::string& query() const { return query_; }

 private:
  static constexpr const char* kOnlyQueries =
      "A query must be one SELECT, WITH, VALUES or TABLE that does not write.";

  static Problem not_allowed(std::string detail) {
    return Problem(ProblemCode::query_not_allowed, std::move(detail));
  }

  ResultColumns parse_alone() {
    try {
      return columns_of(transaction_.describe(query_));
    } catch (Problem& problem) {
      if (problem.postgres && problem.postgres->position && transaction_.session().is_sql_ascii()) {
        auto& position = *problem.postgres->position;
        position = characters_before(query_, position - 1) + 1;
      }
      throw;
    }
  }

  /// Returns the offset of a semicolon that is a syntax error within the parentheses, or nothing if
  /// the query is valid there.
  std::optional<std::size_t> parse_in_parentheses() {
    const std::string before = "SELECT FROM ";
    try {
      transaction_.describe(before + in_parentheses(query_));
      return std::nullopt;
    } catch (const Problem& problem) {
      if (problem.code != ProblemCode::query_invalid) throw;
      if (const auto semicolon = semicolon_at(problem, before.size() + kBefore.size())) {
        return semicolon;
      }
      auto refusal = not_allowed(kOnlyQueries);
      refusal.sqlstate = problem.sqlstate;
      throw refusal;
    }
  }

  std::optional<std::size_t> semicolon_at(const Problem& problem, std::size_t before) const {
    if (problem.sqlstate != kSyntaxError || !problem.postgres->position) return std::nullopt;
    const auto position = *problem.postgres->position - 1;
    if (position < before) return std::nullopt;
    const auto byte = transaction_.session().is_sql_ascii()
                          ? position - before
                          : utf8_prefix(query_, position - before).size();
    if (byte >= query_.size() || query_[byte] != ';') return std::nullopt;
    return byte;
  }

  ResultColumns columns_of(const ResultHandle& described) const {
    const auto* result = described.get();
    if (PQnparams(result) > 0) {
      throw not_allowed("The query has parameters such as $1, and there are no values for them.");
    }
    ResultColumns columns;
    for (int i = 0; i < PQnfields(result); ++i) {
      columns.push_back({PQfname(result, i), PQftype(result, i), PQfmod(result, i)});
    }
    if (columns.empty()) throw not_allowed("The query returns no columns.");
    return columns;
  }

  ReadTransaction& transaction_;
  std::string query_;
};

void refuse_duplicates(const ResultColumns& columns, const std::string& pointer) {
  Problem problem(ProblemCode::source_invalid, "",
                  "Give one of them another name: expression AS name.");
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& name = columns[i].name;
    const auto [found, added] = first.emplace(name, i);
    if (added) continue;
    problem.errors.push_back({pointer + "/query", "duplicate_column",
                              "Column " + std::to_string(found->second + 1) + " and column " +
                                  std::to_string(i + 1) + " are both named \"" + name + "\"."});
  }
  for (const auto& column : columns) problem.columns.push_back(column.name);
  throw_if_errors(std::move(problem));
}

void check_key(const RowSource& source, const std::string& pointer) {
  Problem problem(ProblemCode::source_invalid);
  for (std::size_t i = 0; i < source.key.size(); ++i) {
    if (source.find_column(source.key[i]) != nullptr) continue;
    problem.errors.push_back({pointer + "/key/" + std::to_string(i), "unknown_column",
                              "The query has no column \"" + source.key[i] + "\"."});
  }
  throw_if_errors(std::move(problem));
}

std::vector<Column> resolve_columns(ReadTransaction& transaction, const ResultColumns& columns) {
  const auto oids =
      join(columns, ",", [](const ResultColumn& column) { return std::to_string(column.type); });
  const auto modifiers = join(
      columns, ",", [](const ResultColumn& column) { return std::to_string(column.modifier); });
  const auto names = require_shape(
      transaction.query_prepared(sql::type_names, {"{" + oids + "}", "{" + modifiers + "}"}), 1,
      static_cast<int>(columns.size()));
  const auto types = resolve_types(transaction, oids);
  std::vector<Column> resolved;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto type = types.find(columns[i].type);
    if (type == types.end()) {
      throw Problem(ProblemCode::schema_changed, "A type that the query uses no longer exists.",
                    "Try again.");
    }
    Column column;
    column.name = columns[i].name;
    column.readable = true;
    column.position = static_cast<int>(i) + 1;
    const auto name = names[static_cast<pqxx::result::size_type>(i)];
    column.type = column_type(name[0].c_str(), columns[i].type, type->second);
    resolved.push_back(std::move(column));
  }
  return resolved;
}

}  // namespace

RowSource describe_query(ReadTransaction& transaction, const Source& source) {
  QueryParser parser(transaction, source.query);
  const auto columns = parser.parse();
  refuse_duplicates(columns, source.pointer);
  RowSource rows;
  rows.name = "The query";
  rows.from = in_parentheses(parser.query());
  rows.columns = resolve_columns(transaction, columns);
  rows.key = source.key;
  rows.order = RowSource::Order::of_query;
  rows.sql_standard_intervals = transaction.sql_standard_intervals();
  check_key(rows, source.pointer);
  transaction.expect_user_query();
  if (rows.find_column(kUnnamedColumn) != nullptr) {
    rows.warnings.push_back(
        {"column_unnamed", "A column of the query has no name. Give it one: expression AS name."});
  }
  return rows;
}

}  // namespace rowhook
