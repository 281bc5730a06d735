#include "jobs/column_errors.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace rowhook {
namespace {

// Each bisection takes two queries, so this finds all of 50 columns, or 5 of 1,600.
constexpr std::size_t kMaxProbes = 100;

constexpr char kSavepoint[] = "rowhook_probe";

// SQLSTATE classes of errors that affect the whole query
// (https://www.postgresql.org/docs/current/errcodes-appendix.html): connection, transaction state
// and rollback, authorization, resources, program limits, object state, operator intervention,
// system.
constexpr std::array<std::string_view, 9> kQueryErrorClasses{"08", "25", "28", "40", "53",
                                                             "54", "55", "57", "58"};

class ColumnSearch {
 public:
  ColumnSearch(ReadTransaction& transaction, const SelectOf& select_of,
               const std::vector<SelectItem>& items, const Problem& failure)
      : transaction_(transaction), select_of_(select_of), items_(items), failure_(failure) {}

  std::vector<ColumnError> run() {
    transaction_.query(std::string("SAVEPOINT ") + kSavepoint);
    if (probe(0, 0)) throw failure_;
    split(0, items_.size());
    return std::move(errors_);
  }

 private:
  /// REQUIRES: the items from `begin` to `end` fail.
  void split(std::size_t begin, std::size_t end) {
    const auto middle = begin + (end - begin) / 2;
    const bool first = search(begin, middle);
    const bool second = search(middle, end);
    if (!first && !second) throw failure_;
  }

  /// Returns whether the items from `begin` to `end` fail, and adds those that do to `errors_`.
  bool search(std::size_t begin, std::size_t end) {
    auto problem = probe(begin, end);
    if (!problem) return false;
    if (end - begin == 1) {
      errors_.push_back({begin, std::move(*problem)});
    } else {
      split(begin, end);
    }
    return true;
  }

  std::optional<Problem> probe(std::size_t begin, std::size_t end) {
    if (++probes_ > kMaxProbes) throw failure_;
    const auto at = [this](std::size_t index) {
      return items_.begin() + static_cast<std::ptrdiff_t>(index);
    };
    try {
      auto stream = transaction_.stream(select_of_({at(begin), at(end)}));
      while (stream.next()) {
      }
      return std::nullopt;
    } catch (const Problem& problem) {
      if (!may_be_column_error(problem)) throw failure_;
      transaction_.query(std::string("ROLLBACK TO SAVEPOINT ") + kSavepoint);
      return problem;
    }
  }

  ReadTransaction& transaction_;
  const SelectOf& select_of_;
  const std::vector<SelectItem>& items_;
  const Problem& failure_;
  std::vector<ColumnError> errors_;
  std::size_t probes_ = 0;
};

}  // namespace

bool may_be_column_error(const Problem& failure) {
  if (!failure.sqlstate) return false;
  for (const auto& error_class : kQueryErrorClasses) {
    if (failure.sqlstate->starts_with(error_class)) return false;
  }
  return true;
}

std::vector<ColumnError> find_column_errors(ReadTransaction& transaction, const SelectOf& select_of,
                                            const std::vector<SelectItem>& items,
                                            const Problem& failure) {
  return ColumnSearch(transaction, select_of, items, failure).run();
}

}  // namespace rowhook
