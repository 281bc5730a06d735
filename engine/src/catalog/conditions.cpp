#include "catalog/conditions.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "catalog/quote.h"
#include "sql.h"

namespace rowhook {
namespace {

using Operator = Condition::Operator;

constexpr std::string_view kUndefinedFunction = "42883";

/// How to compare values of a type with a literal. All names are quoted.
struct Operand {
  std::string type;             ///< the type that the literal is cast to
  std::string operator_schema;  ///< schema of the operators of the type
};
using Operands = std::map<std::uint32_t, Operand>;

/// Columns of operand_types.sql, in order.
struct OperandColumns {
  enum : int { type, schema, name, operator_schema, count };
};

Operands operands_of(ReadTransaction& transaction, const RowSource& source,
                     const std::vector<Condition>& conditions) {
  const auto oids = join(conditions, ",", [&source](const Condition& condition) {
    return std::to_string(source.find_column(condition.column)->type.oid);
  });
  using At = OperandColumns;
  Operands operands;
  for (const auto& row : require_shape(
           transaction.query_prepared(sql::operand_types, {"{" + oids + "}"}), At::count)) {
    operands[row[At::type].as<std::uint32_t>()] = {
        quote_relation({row[At::schema].c_str(), row[At::name].c_str()}),
        quote_identifier(row[At::operator_schema].c_str())};
  }
  return operands;
}

std::string text_of(const std::string& column) {
  return "(" + column + "::pg_catalog.text COLLATE pg_catalog.\"C\")";
}

std::string comparison(const std::string& column, std::string_view symbol, const Operand& operand,
                       const std::string& value) {
  return column + " OPERATOR(" + operand.operator_schema + "." + std::string(symbol) + ") " +
         quote_literal(value) + "::" + operand.type;
}

std::string to_sql(const Condition& condition, const Operand& operand) {
  const auto column = quote_identifier(condition.column);
  switch (condition.is) {
    case Operator::null:
      return is_null_sql(condition.column);
    case Operator::not_null:
      return column + " IS NOT NULL";
    case Operator::contains:
      return "pg_catalog.strpos(" + text_of(column) + ", " +
             quote_literal(condition.values.front()) + ") OPERATOR(pg_catalog.>) 0";
    case Operator::starts_with:
      return "pg_catalog.starts_with(" + text_of(column) + ", " +
             quote_literal(condition.values.front()) + ")";
    case Operator::in:
      return "(" +
             join(condition.values, " OR ",
                  [&](const std::string& value) {
                    return comparison(column, "=", operand, value);
                  }) +
             ")";
    case Operator::not_equal:
      return comparison(column, "<>", operand, condition.values.front());
    default:
      return comparison(column, kOperatorNames[condition.is], operand, condition.values.front());
  }
}

struct ConditionErrors {
  std::string pointer;  ///< of the conditions
  Problem problem{ProblemCode::source_invalid};

  void add(std::size_t condition, std::string_view member, std::string_view code,
           std::string message) {
    problem.errors.push_back({pointer + "/" + std::to_string(condition) + "/" + std::string(member),
                              std::string(code), std::move(message)});
  }
  bool is_full() const { return problem.errors.size() >= kMaxErrors; }
};

void check_columns(const RowSource& source, const std::vector<Condition>& conditions,
                   ConditionErrors& errors) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const auto& name = conditions[i].column;
    const auto* column = source.find_column(name);
    if (column == nullptr) {
      errors.add(i, "column", "unknown_column", source.name + " has no column \"" + name + "\".");
    } else if (!column->readable) {
      errors.add(i, "column", "column_unreadable",
                 "This role may not read the column \"" + name + "\".");
    }
  }
  throw_if_errors(errors.problem);
}

class ConditionCheck {
 public:
  ConditionCheck(ReadTransaction& transaction, const RowSource& source)
      : transaction_(transaction), source_(source) {}

  /// Returns the error with which Postgres rejects the conditions, or nothing if it accepts them.
  /// Does not execute them.
  std::optional<Problem> problem_of(const std::vector<std::string>& conditions) {
    if (failed_) {
      transaction_.roll_back();
      transaction_.begin();
    }
    failed_ = false;
    try {
      transaction_.describe("SELECT FROM " + source_.from_where(conditions));
      return std::nullopt;
    } catch (const Problem& problem) {
      if (problem.code != ProblemCode::query_invalid) throw;
      failed_ = true;
      return problem;
    }
  }

 private:
  ReadTransaction& transaction_;
  const RowSource& source_;
  bool failed_ = false;
};

/// Adds the errors of a condition that Postgres rejects. Finds the values by halving the list,
/// because each check takes round trips.
void explain_condition(ConditionCheck& check, const Condition& condition, std::size_t index,
                       const Operand& operand, const std::string& type, ConditionErrors& errors) {
  const auto value_at = [&](std::size_t i) {
    return condition.values.begin() + static_cast<std::ptrdiff_t>(i);
  };
  auto part = condition;
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  if (!condition.values.empty()) ranges.emplace_back(0, condition.values.size());
  while (!ranges.empty() && !errors.is_full()) {
    const auto [begin, end] = ranges.back();
    ranges.pop_back();
    part.values.assign(value_at(begin), value_at(end));
    const auto problem = check.problem_of({to_sql(part, operand)});
    if (!problem) continue;
    if (problem->sqlstate == kUndefinedFunction) {
      return errors.add(index, "is", "operator_not_allowed",
                        condition.column + " is " + type + ", which Postgres cannot compare with " +
                            std::string(kOperatorNames[condition.is]) + ".");
    }
    if (end - begin > 1) {
      const auto middle = begin + (end - begin) / 2;
      ranges.emplace_back(middle, end);
      ranges.emplace_back(begin, middle);
      continue;
    }
    const bool list = condition.is == Operator::in;
    errors.add(index, list ? "value/" + std::to_string(begin) : "value", "value_invalid",
               "Postgres cannot read this as " + type + ", the type of " + condition.column + ".");
  }
}

}  // namespace

std::vector<std::string> condition_sql(ReadTransaction& transaction, const RowSource& source,
                                       const std::vector<Condition>& conditions,
                                       const std::string& pointer) {
  std::vector<std::string> all;
  if (conditions.empty()) return all;
  ConditionErrors errors{pointer};
  check_columns(source, conditions, errors);
  const auto operands = operands_of(transaction, source, conditions);
  const auto column_of = [&source](const Condition& condition) -> const Column& {
    return *source.find_column(condition.column);
  };
  const auto operand_of = [&](const Condition& condition) {
    const auto found = operands.find(column_of(condition).type.oid);
    if (found != operands.end()) return found->second;
    throw Problem(ProblemCode::schema_changed, "The type of a column no longer exists.",
                  "Read the columns again.");
  };
  for (const auto& condition : conditions) all.push_back(to_sql(condition, operand_of(condition)));
  ConditionCheck check(transaction, source);
  if (!check.problem_of(all)) return all;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (errors.is_full()) break;
    if (!check.problem_of({all[i]})) continue;
    explain_condition(check, conditions[i], i, operand_of(conditions[i]),
                      column_of(conditions[i]).type.name, errors);
  }
  throw_if_errors(errors.problem);
  throw Problem(ProblemCode::query_failed, "Postgres rejects this combination of conditions.");
}

std::string is_null_sql(const std::string& column) { return quote_identifier(column) + " IS NULL"; }

}  // namespace rowhook
