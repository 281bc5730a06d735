#include "jobs/exporter.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "catalog/describe_source.h"
#include "catalog/relation_detail.h"
#include "jobs/column_errors.h"
#include "jobs/export_query.h"
#include "mapping/compile.h"
#include "payload/type_rules.h"
#include "postgres/row_stream.h"

namespace rowhook {
namespace {

// With progress, the response begins after this time even without a row, so that the client sees
// progress. An earlier error still gets its own status.
constexpr std::chrono::milliseconds kFirstProgress{1'000};

// How long a failed export may look for the columns at fault.
constexpr std::chrono::seconds kSearch{10};

/// Returns the failure of an export, with a detail that names the columns that Postgres cannot
/// evaluate. Reads the relation again to find them. Returns `failure` itself if it does not find
/// them before `deadline`. REQUIRES: may_be_column_error(failure), and the source is a relation.
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
    std::set<std::string> seen;  // a column can be read in two forms
    for (const auto& error : find_column_errors(transaction, select_of, items, failure)) {
      const auto& column = items[error.item].column;
      if (!seen.insert(column).second) continue;
      detail +=
          (detail.empty() ? "\"" : " \"") + column + "\" cannot be read: " + error.problem.detail;
    }
  };
  try {
    databases.read(connection, deadline, search, read_options_for(request.source));
  } catch (const Problem&) {
    return failure;
  }
  auto explained = failure;
  explained.detail = std::move(detail);
  return explained;
}

}  // namespace

Exporter::Exporter(Databases& databases, const Limits& limits)
    : databases_(databases), limits_(limits) {}

std::unique_ptr<Export> Exporter::begin(const ConnectionString& connection,
                                        const ExportRequest& request, const Deadline& deadline) {
  const bool is_relation = !request.source.is_query();
  try {
    auto begun = begin_reading(connection, request, deadline);
    if (is_relation && request.progress) {
      begun->name_columns_ = [this, connection, request, deadline](const Problem& failure) {
        const auto end = deadline.at_time(Deadline::Clock::now() + kSearch);
        return with_failing_columns(databases_, connection, request, failure, end);
      };
    }
    return begun;
  } catch (const Problem& failure) {
    if (!is_relation || !may_be_column_error(failure)) throw;
    throw with_failing_columns(databases_, connection, request, failure, deadline);
  }
}

std::unique_ptr<Export> Exporter::begin_reading(const ConnectionString& connection,
                                                const ExportRequest& request,
                                                const Deadline& deadline) {
  const auto end =
      deadline.at_time(limits_.timeout.count() > 0 ? Deadline::Clock::now() + limits_.timeout
                                                   : Deadline::Clock::time_point::max());
  std::unique_ptr<Export> result(new Export);
  result->slot_.emplace(databases_.exports(), connection.canonical());
  std::optional<std::int64_t> pages;
  auto reads = open(connection, request, deadline, pages);
  auto& first = reads.front()->transaction();

  result->end_record_ = request.end_record || request.lines.report;
  std::vector<SelectItem> items;
  std::vector<Warning> unused;
  const auto source = lock_and_describe_source(first, request.source, unused);
  result->compiled_ = compile(request.mapping, source, items);
  check_source(request.mapping, request.source, result->compiled_);
  throw_if_invalid(result->compiled_);
  const auto mapped_items = items;
  const auto key = key_positions(source, items);
  const bool prints_keys = request.lines.keys || request.lines.report;
  result->taken_at_ = std::chrono::system_clock::now();
  if (request.lines.report && source.is_query() && !key.empty() && !request.limit) {
    result->key_ = source.readable_key();
    result->key_query_ = key_query(source);
  }
  if (request.progress) result->progress_.emplace(source.estimated_rows);
  if (pages) {
    result->queries_ = export_queries(source, items, *pages, reads.size());
  } else {
    result->queries_ = {export_query(source, items, request.limit)};
  }

  const auto check_time = [end] {
    if (!end.passed()) return;
    throw Problem(
        ProblemCode::query_timeout, "Mapping the rows took too long.",
        "Raise the engine's EXPORT_TIMEOUT_MS, or remove fields that point into large values.");
  };
  const RowSettings settings{
      .items = items.size(),
      .key = key,
      .mapper = {.row_limit_bytes = limits_.row_bytes,
                 .verify_utf8 = first.session().is_sql_ascii(),
                 .checkpoint = check_time,
                 .line_limit_bytes = limits_.row_bytes * kCopyExpansion},
      .lines = request.lines,
      .check_settings = may_change_printed_values(source, prints_keys ? items : mapped_items)};
  for (auto& read : reads) {
    read->stream_until(end);
    result->readers_.emplace_back(std::move(read), result->compiled_.plan, settings,
                                  [exported = result.get()] { return exported->next_query(); });
  }
  result->readers_.front().begin(request.progress ? std::min(deadline.left(), kFirstProgress)
                                                  : deadline.left());
  return result;
}

Reads Exporter::open(const ConnectionString& connection, const ExportRequest& request,
                     const Deadline& deadline, std::optional<std::int64_t>& pages) {
  const auto& relation = request.source.relation;
  const bool single = request.workers == 1 || request.limit || request.source.is_query();
  ReadOptions options;
  if (single) {
    options = read_options_for(request.source);
  } else {
    options.catalog_query = pages_query(relation);
  }
  // The server enforces only the export's timeout. A request that exceeds its budget is cancelled.
  options.server_timeout = limits_.timeout;
  // Count the keys of a query in the same snapshot as its rows.
  if (request.lines.report && request.source.is_query()) {
    options.isolation = Isolation::repeatable_read;
  }
  auto first = databases_.dedicate(connection, deadline, [&] { return options; });
  Reads reads;
  if (!single) pages = divisible_pages(first->transaction(), relation);
  if (pages) {
    return share_snapshot(databases_, connection, std::move(first), relation, request.workers,
                          deadline);
  }
  reads.push_back(std::move(first));
  return reads;
}

}  // namespace rowhook
