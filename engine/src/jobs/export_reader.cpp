#include "jobs/export_reader.h"

#include <functional>
#include <utility>

#include "base/json_reader.h"
#include "base/problem.h"
#include "base/text.h"
#include "jobs/progress.h"

namespace rowhook {
namespace {

// Large enough that the cost of a system call per chunk does not matter, and small enough to stay
// in the processor's cache while the HTTP library copies it.
constexpr std::size_t kChunkBytes = 64 * 1024;

// The longest time that rows are held back while the database computes the next one.
constexpr auto kMaxDelay = Progress::kInterval;

// So that reading the clock costs little compared with mapping the rows.
constexpr unsigned kRowsBetweenClockReads = 32;

std::string pointer_of(const Issue& issue) {
  return issue.field ? "/mapping/fields/" + std::to_string(*issue.field) : "/mapping";
}

/// Returns `The row with the key 17: `, or `… 17, 4: ` for a key of two columns, or nothing without
/// a key.
std::string row_prefix(const RowKey& key) {
  return key ? "The row with the key " + join(*key, ", ", std::identity()) + ": " : "";
}

Problem row_invalid(const std::vector<Issue>& issues, const RowKey& key,
                    const std::vector<std::string>& paths) {
  const bool of_field = issues.front().field.has_value();
  Problem problem(
      ProblemCode::row_invalid, row_prefix(key) + message_of(issues.front(), paths),
      std::string(of_field ? "Change the field's cast or null policy, or skip" : "Skip") +
          " such rows with \"onError\": \"skip\".");
  for (const auto& issue : issues) {
    problem.errors.push_back(
        {pointer_of(issue), std::string(to_string(issue.code)), message_of(issue, paths)});
  }
  return problem;
}

/// Appends the key as JSON. Builds no Json value, because this runs for each row.
void append_key(std::string& out, const RowKey& key) {
  if (!key) {
    out += "null";
    return;
  }
  char separator = '[';
  for (const auto& value : *key) {
    out += std::exchange(separator, ',');
    append_any_text(out, value);
  }
  out += ']';
}

/// Returns the options of the mapper. If a report is requested, begins it and lets the mapper
/// collect its statistics.
RowMapper::Options mapper_options(const ReaderOptions& options, const Plan& plan,
                                  ExportCounts& counts) {
  auto mapper = options.mapper;
  if (options.lines.report)
    mapper.statistics = &counts.report.emplace(plan.paths.size()).statistics();
  return mapper;
}

Problem settings_problem() {
  return Problem(
      ProblemCode::row_invalid,
      "A function that the source uses changes a setting such as extra_float_digits, which affects "
      "values or keys of this export.",
      "Use a SET clause of the function, which restores the setting after each call.");
}

}  // namespace

ExportCounts& ExportCounts::operator+=(const ExportCounts& other) {
  rows += other.rows;
  skipped += other.skipped;
  bytes += other.bytes;
  issues += other.issues;
  if (report) *report += *other.report;
  return *this;
}

ExportReader::ExportReader(std::unique_ptr<DedicatedRead> read, const Plan& plan,
                           const ReaderOptions& options, ExportQueries& queries)
    : read_(std::move(read)),
      plan_(plan),
      queries_(queries),
      key_(options.key),
      options_(options.lines),
      check_settings_(options.check_settings),
      mapper_(plan, options.items, mapper_options(options, plan, counts_)) {}

void ExportReader::begin(std::chrono::milliseconds timeout) {
  if (start_next() && stream_->ready(Deadline::Clock::now() + timeout)) read_next(first_line_);
}

bool ExportReader::fill(std::string& out) {
  out.append(std::exchange(first_line_, {}));
  const auto end = Deadline::Clock::now() + kMaxDelay;
  for (unsigned rows = 1; out.size() < kChunkBytes; ++rows) {
    if (!stream_ && !start_next()) return false;
    // A check adds nothing to the chunk, so only the clock ends this loop while rows keep arriving.
    if (rows % kRowsBetweenClockReads == 0 && Deadline::Clock::now() >= end) break;
    if (!stream_->ready(end)) break;
    read_next(out);
  }
  return true;
}

std::string ExportReader::read_row(const std::string& query, const std::function<void()>& wait) {
  auto rows = read_->transaction().stream(query);
  while (!rows.ready(Deadline::Clock::now() + kMaxDelay)) wait();
  const auto line = rows.next();
  if (!line) throw Problem(ProblemCode::query_failed, "The database sent no row.");
  std::string row(*line);
  while (rows.next()) {
  }
  return row;
}

std::uint64_t ExportReader::take_rows_read() {
  const auto rows = counts_.rows_read();
  return rows - std::exchange(taken_rows_, rows);
}

bool ExportReader::start_next() {
  const auto next = queries_.next++;
  if (next >= queries_.all.size()) return false;
  stream_.reset(new RowStream(read_->transaction().stream(queries_.all[next])));
  return true;
}

/// Reads a row and appends its line, or reads the end of the stream.
void ExportReader::read_next(std::string& out) {
  if (const auto copy_line = stream_->next()) {
    const auto begin = out.size();
    append_line(*copy_line, out);
    if (!options_.payloads) out.resize(begin);
  } else {
    if (check_settings_ && stream_->settings_changed()) throw settings_problem();
    stream_.reset();
  }
}

void ExportReader::append_line(std::string_view copy_line, std::string& out) {
  mapper_.read(copy_line);
  const auto begin = out.size();
  if (options_.keys) {
    out += R"({"key":)";
    append_key(out, key());
    out += R"(,"payload":)";
  }
  const auto payload_begin = out.size();
  const bool written = mapper_.write(out, issues_);
  const auto text = written ? std::string_view(out).substr(payload_begin) : copy_line;
  const auto make_example = [&] { return row_example(key(), text); };
  if (counts_.report) counts_.report->add_row(make_example);
  if (!written) {
    out.resize(begin);
    return reject_row(make_example);
  }
  ++counts_.rows;
  counts_.bytes += text.size() + 1;
  if (counts_.report) counts_.report->add_payload(text.size(), make_example);
  if (options_.keys) out.push_back('}');
  out.push_back('\n');
}

void ExportReader::reject_row(const Report::MakeRowExample& make_example) {
  if (options_.on_error == OnError::stop) throw row_invalid(issues_, key(), plan_.paths);
  counts_.issues.add(issues_, make_example);
  issues_.clear();
  ++counts_.skipped;
}

}  // namespace rowhook
