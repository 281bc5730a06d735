#include "jobs/export_failure.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/describe_source.h"
#include "jobs/column_errors.h"
#include "jobs/export.h"
#include "jobs/export_query.h"
#include "mapping/compile.h"

namespace rowhook {

Problem with_failing_columns(Databases& databases, const ConnectionString& connection,
                             const ExportRequest& request, const Problem& failure,
                             const Deadline& deadline) {
  std::string detail;
  const auto search = [&](ReadTransaction& transaction) {
    std::vector<Warning> unused;
    const auto source = lock_and_describe_source(transaction, request.source, unused);
    std::vector<SelectItem> items;
    compile(request.mapping, source, items);
    const auto select_of = [&](const std::vector<SelectItem>& some) {
      return export_query(source, some, request.limit);
    };
    std::set<std::string> named;  // a column can be read in two forms
    for (const auto& error : find_column_errors(transaction, select_of, items, failure)) {
      const auto& column = items[error.item].column;
      if (!named.insert(column).second) continue;
      detail +=
          (detail.empty() ? "\"" : " \"") + column + "\" cannot be read: " + error.problem.detail;
    }
  };
  try {
    databases.read(connection, deadline, search, read_options_for(request.source));
  } catch (const Problem&) {
    return failure;
  }
  auto named = failure;
  named.detail = std::move(detail);
  return named;
}

}  // namespace rowhook
