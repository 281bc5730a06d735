#include "jobs/export.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <limits>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "catalog/describe_source.h"
#include "catalog/relations.h"
#include "jobs/column_errors.h"
#include "jobs/export_query.h"
#include "payload/copy_text.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

// With progress, the response begins after this time even without a row, so that the client sees
// progress. An earlier error still gets its own status.
constexpr std::chrono::milliseconds kFirstProgress{1'000};

// How long a failed export may look for the columns at fault.
constexpr std::chrono::seconds kSearch{10};

std::uint64_t count_in(const CopyField& field) {
  if (const auto count = number_in<std::uint64_t>(field.text)) return *count;
  throw Problem(ProblemCode::query_failed, "The database sent a key count that is not a number.");
}

std::optional<std::int64_t> expected_rows(const RowSource& source,
                                          std::optional<std::uint64_t> limit) {
  if (!source.estimated_rows || !limit) return source.estimated_rows;
  return std::min(*source.estimated_rows, static_cast<std::int64_t>(*limit));
}

}  // namespace

Export::Export(Databases& databases, const ExportLimits& limits, const ConnectionString& connection,
               const ExportRequest& request, const Deadline& deadline)
    : databases_(databases),
      connection_(connection),
      request_(request),
      deadline_(deadline),
      slot_(databases.exports(), connection.database_key()) {
  try {
    begin(limits);
  } catch (const Problem& failure) {
    close();
    throw with_failing_columns(failure, deadline_);
  }
}

Export::~Export() { close(); }

// A cancel request to a slow server can take a second, so they run concurrently.
void Export::close() {
  for (auto& reader : readers_) reader.request_cancel();
  readers_.clear();
}

void Export::begin(const ExportLimits& limits) {
  const auto end =
      deadline_.at_time(limits.timeout.count() > 0 ? Deadline::Clock::now() + limits.timeout
                                                   : Deadline::Clock::time_point::max());
  std::optional<std::int64_t> pages;
  auto reads = open(limits.timeout, pages);
  auto& first = reads.front()->transaction();

  std::vector<SelectItem> items;
  const auto source = lock_and_describe_source(first, request_.source);
  compiled_ = compile(request_.mapping, source, items);
  check_source(request_.mapping, request_.source, compiled_);
  throw_if_invalid(compiled_);
  const auto mapped_items = items;
  const auto key = key_positions(source, items);
  const bool prints_keys = request_.lines.keys || request_.lines.report;
  taken_at_ = std::chrono::system_clock::now();
  if (request_.lines.report && source.is_query() && !key.empty() && !request_.limit) {
    key_ = source.readable_key();
    key_query_ = key_query(source);
  }
  if (request_.progress) progress_.emplace(expected_rows(source, request_.limit));
  if (pages) {
    queries_.all = export_queries(source, items, *pages, reads.size());
  } else {
    queries_.all = {export_query(source, items, request_.limit)};
  }

  const auto check_time = [end] {
    if (!end.passed()) return;
    throw Problem(
        ProblemCode::query_timeout, "Mapping the rows took too long.",
        "Raise the engine's EXPORT_TIMEOUT_MS, or remove fields that point into large values.");
  };
  const ReaderOptions options{
      .items = items.size(),
      .key = key,
      .mapper = {.row_limit_bytes = limits.row_bytes,
                 .verify_utf8 = first.session().is_sql_ascii(),
                 .checkpoint = check_time,
                 .line_limit_bytes = limits.row_bytes * kCopyExpansion},
      .lines = request_.lines,
      .check_settings = may_change_printed_values(source, prints_keys ? items : mapped_items)};
  for (auto& read : reads) {
    read->stream_until(end);
    readers_.emplace_back(std::move(read), compiled_.plan, options, queries_);
  }
  readers_.front().begin(request_.progress ? std::min(deadline_.left(), kFirstProgress)
                                           : deadline_.left());
}

/// Returns the transactions to read with. Sets `pages` to the number of pages that they share, if
/// there is more than one.
Reads Export::open(std::chrono::milliseconds timeout, std::optional<std::int64_t>& pages) {
  const auto& relation = request_.source.relation;
  const bool single = request_.workers == 1 || request_.limit || request_.source.is_query();
  auto options = single ? read_options_for(request_.source) : ReadOptions();
  // The server enforces only the export's timeout. A request that exceeds its budget is cancelled.
  options.server_timeout = timeout;
  // Count the keys of a query in the same snapshot as its rows.
  if (request_.lines.report && request_.source.is_query()) {
    options.isolation = Isolation::repeatable_read;
  }
  auto first = databases_.dedicate(connection_, deadline_, [&] { return options; });
  Reads reads;
  if (!single) pages = divisible_pages(first->transaction(), relation);
  if (pages) {
    return share_snapshot(databases_, connection_, std::move(first), relation, request_.workers,
                          deadline_);
  }
  reads.push_back(std::move(first));
  return reads;
}

/// Returns the failure with a detail that names the columns that Postgres cannot evaluate. Reads
/// the relation again to find them. Returns `failure` itself for a query, if no column may have
/// caused it, or if the columns are not found before `deadline`.
Problem Export::with_failing_columns(const Problem& failure, const Deadline& deadline) const {
  if (request_.source.is_query() || !may_be_column_error(failure)) return failure;
  auto explained = failure;
  explained.detail.clear();
  const auto search = [&](ReadTransaction& transaction) {
    const auto source = lock_and_describe_source(transaction, request_.source);
    std::vector<SelectItem> items;
    compile(request_.mapping, source, items);
    const auto select_of = [&](const std::vector<SelectItem>& some) {
      return export_query(source, some, request_.limit);
    };
    std::set<std::string> seen;  // a column can be read in two forms
    for (const auto& error : find_column_errors(transaction, select_of, items, failure)) {
      const auto& column = items[error.item].column;
      if (!seen.insert(column).second) continue;
      explained.detail += (explained.detail.empty() ? "\"" : " \"") + column +
                          "\" cannot be read: " + error.problem.detail;
    }
  };
  try {
    databases_.read(connection_, deadline, search, read_options_for(request_.source));
  } catch (const Problem&) {
    return failure;
  }
  return explained;
}

void Export::run(const Write& write) {
  try {
    write_rows(write);
    if (!request_.end_record && !request_.lines.report) return;
    const auto counts = this->counts();
    auto report = counts.report ? this->report(counts, key_counts(write)) : Json();
    write(end_record(counts, std::move(report)));
  } catch (const Problem& failure) {
    if (!request_.has_records()) throw;
    throw with_failing_columns(failure, deadline_.at_time(Deadline::Clock::now() + kSearch));
  }
}

// Each reader has a thread, which also writes its output: the data is still in the cache of that
// processor. If this throws, the destructors of the futures wait for the threads.
void Export::write_rows(const Write& write) {
  std::mutex writing;
  std::atomic<bool> stopped = false;
  const auto write_part = [&](ExportReader& reader) {
    std::unique_lock lock(writing, std::defer_lock);
    try {
      std::string chunk;
      for (bool more = true; more && !stopped; chunk.clear()) {
        more = reader.fill(chunk);
        lock.lock();
        if (progress_) progress_->add(reader.take_rows_read(), chunk);
        if (!stopped && !chunk.empty()) write(chunk);
        lock.unlock();
      }
    } catch (...) {
      stopped = true;  // still locked if `write` has thrown, so that nothing is written after it
      throw;
    }
  };
  std::vector<std::future<void>> others;
  try {
    for (std::size_t i = 1; i < readers_.size(); ++i) {
      others.push_back(std::async(std::launch::async, write_part, std::ref(readers_[i])));
    }
  } catch (const std::system_error&) {
    stopped = true;
    throw Problem(ProblemCode::overloaded, "The engine cannot start threads for this export.");
  }
  write_part(readers_.front());
  for (auto& other : others) other.get();
}

ExportCounts Export::counts() const {
  auto counts = readers_.front().counts();
  for (std::size_t i = 1; i < readers_.size(); ++i) counts += readers_[i].counts();
  return counts;
}

Json Export::key_counts(const Write& write) {
  if (key_query_.empty()) return nullptr;
  const auto row = readers_.front().read_row(key_query_, [&] {
    std::string line;
    if (progress_) progress_->add(0, line);
    if (!line.empty()) write(line);
  });
  std::vector<CopyField> fields;
  split_copy_row(row, 2, fields);
  return {{"columns", key_}, {"nulls", count_in(fields[0])}, {"duplicates", count_in(fields[1])}};
}

Json Export::report(const ExportCounts& counts, Json key) const {
  const std::chrono::duration<double> seconds = Deadline::Clock::now() - begin_;
  const auto& plan = compiled_.plan;
  Json report{{"complete", true},
              {"takenAt", iso_time(taken_at_)},
              {"seconds", seconds.count()},
              {"rowsPerSecond", static_cast<double>(counts.rows_read()) / seconds.count()},
              {"rows", counts.rows_read()},
              {"payloads", counts.rows},
              {"rejected", counts.skipped},
              {"bytes", counts.bytes - counts.rows},
              {"issues", counts.issues.to_report(plan.paths)},
              {"key", std::move(key)}};
  report.update(counts.report->json(plan));
  return report;
}

std::string Export::end_record(const ExportCounts& counts, Json report) const {
  Json end{{"rows", counts.rows}, {"skipped", counts.skipped}, {"bytes", counts.bytes}};
  if (counts.skipped > 0) {
    end["issues"] = counts.issues.json(paths(), std::numeric_limits<std::size_t>::max());
  }
  if (!report.is_null()) end["report"] = std::move(report);
  return to_text({{"$end", std::move(end)}}) + '\n';
}

}  // namespace rowhook
