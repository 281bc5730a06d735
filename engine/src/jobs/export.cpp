#include "jobs/export.h"

#include <functional>
#include <future>
#include <iterator>
#include <limits>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/problem.h"
#include "base/text.h"
#include "jobs/column_errors.h"
#include "payload/copy_text.h"

namespace rowhook {
namespace {

std::uint64_t count_in(const CopyField& field) {
  if (const auto count = number_in<std::uint64_t>(field.text)) return *count;
  throw Problem(ProblemCode::query_failed, "The database sent a key count that is not a number.");
}

}  // namespace

// A cancel request to a slow server can take a second, so they run concurrently.
Export::~Export() {
  for (auto& reader : readers_) reader.request_cancel();
}

std::optional<std::string> Export::next_query() {
  const auto next = next_query_++;
  return next < queries_.size() ? std::optional(queries_[next]) : std::nullopt;
}

void Export::run(const Write& write) {
  try {
    read(write);
  } catch (const Problem& failure) {
    if (!name_columns_ || !may_be_column_error(failure)) throw;
    throw name_columns_(failure);
  }
}

void Export::read(const Write& write) {
  write_rows(write);
  if (!end_record_) return;
  const auto counts = this->counts();
  auto report = counts.report ? this->report(counts, key_counts(write)) : Json();
  write(end_record(counts, std::move(report)));
}

ExportCounts Export::counts() const {
  ExportCounts counts;
  for (const auto& reader : readers_) counts += reader.counts();
  return counts;
}

Json Export::issues(std::size_t max_issues) const {
  return counts().issues.to_json(compiled_.plan.paths, max_issues);
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
  report.update(counts.report->to_json(plan));
  return report;
}

std::string Export::end_record(const ExportCounts& counts, Json report) const {
  Json end{{"rows", counts.rows}, {"skipped", counts.skipped}, {"bytes", counts.bytes}};
  if (counts.skipped > 0) {
    end["issues"] =
        counts.issues.to_json(compiled_.plan.paths, std::numeric_limits<std::size_t>::max());
  }
  if (!report.is_null()) end["report"] = std::move(report);
  return to_text({{"$end", std::move(end)}}) + '\n';
}

// Each thread writes the pieces of one reader, while they are in the cache of its processor.
void Export::write_rows(const Write& write) {
  std::mutex writing;
  std::atomic<bool> stopped = false;
  const auto write_part = [&](ExportReader& reader) {
    std::unique_lock lock(writing, std::defer_lock);
    try {
      std::string piece;
      for (bool more = true; more && !stopped; piece.clear()) {
        more = reader.fill(piece);
        lock.lock();
        if (progress_) progress_->add(reader.take_rows_read(), piece);
        if (!stopped && !piece.empty()) write(piece);
        lock.unlock();
      }
    } catch (...) {
      stopped = true;  // still locked if `write` has thrown, so that nothing is written after it
      throw;
    }
  };
  std::vector<std::future<void>> others;
  try {
    for (auto reader = std::next(readers_.begin()); reader != readers_.end(); ++reader) {
      others.push_back(std::async(std::launch::async, write_part, std::ref(*reader)));
    }
  } catch (const std::system_error&) {
    stopped = true;
    throw Problem(ProblemCode::overloaded, "The engine cannot start threads for this export.");
  }
  write_part(readers_.front());
  for (auto& other : others) other.get();
}

}  // namespace rowhook
