#include "catalog/describe_source.h"

#include "catalog/conditions.h"
#include "catalog/query_source.h"
#include "catalog/relations.h"

namespace rowhook {
namespace {

RowSource filtered(ReadTransaction& transaction, RowSource rows, const Source& source) {
  rows.conditions = condition_sql(transaction, rows, source.where, source.pointer + "/where");
  if (!rows.conditions.empty()) {
    rows.estimated_rows.reset();
    rows.runs_functions = true;
  }
  return rows;
}

}  // namespace

RowSource describe_source(ReadTransaction& transaction, const Source& source) {
  if (source.is_query()) return describe_query(transaction, source);
  return filtered(transaction, describe_relation(transaction, source.relation).source, source);
}

ReadOptions read_options_for(const Source& source) {
  ReadOptions options;
  if (!source.is_query()) options.first_statement = lock_statement(source.relation);
  return options;
}

RowSource lock_and_describe_source(ReadTransaction& transaction, const Source& source) {
  if (source.is_query()) return describe_query(transaction, source);
  return filtered(transaction, lock_and_describe_relation(transaction, source.relation).source,
                  source);
}

}  // namespace rowhook
