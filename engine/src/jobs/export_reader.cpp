#include "jobs/export_reader.h"

#include <utility>

#include "base/problem.h"
#include "jobs/progress.h"

namespace rowhook {
namespace {

// Large enough that the cost of a system call per piece does not matter, and small enough to stay
// in the processor's cache while the HTTP library copies it.
constexpr std::size_t kPieceBytes = 64 * 1024;

// The longest time that rows are held back while the database computes the next one.
constexpr auto kMaxDelay = Progress::kInterval;

// So that reading the clock costs little compared with mapping the rows.
constexpr unsigned kRowsBetweenClockReads = 32;

Problem settings_problem() {
  return Problem(
      ProblemCode::row_invalid,
      "A function that the source uses changes a setting such as extra_float_digits, which affects "
      "values or keys of this export.",
      "Use a SET clause of the function, which restores the setting after each call.");
}

}  // namespace

ExportReader::ExportReader(std::unique_ptr<DedicatedRead> read, const Plan& plan,
                           const RowSettings& settings, NextQuery next_query)
    : read_(std::move(read)),
      lines_(plan, settings),
      check_settings_(settings.check_settings),
      next_query_(std::move(next_query)) {}

void ExportReader::begin(std::chrono::milliseconds timeout) {
  if (start_next() && stream_->ready(Deadline::Clock::now() + timeout)) append_row(first_line_);
}

bool ExportReader::fill(std::string& out) {
  out.append(std::exchange(first_line_, {}));
  const auto end = Deadline::Clock::now() + kMaxDelay;
  for (unsigned rows = 1; out.size() < kPieceBytes; ++rows) {
    if (!stream_ && !start_next()) return false;
    // Rows of a check add nothing to the piece, and may arrive without a pause.
    if (rows % kRowsBetweenClockReads == 0 && Deadline::Clock::now() >= end) break;
    if (!stream_->ready(end)) break;
    append_row(out);
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
  const auto rows = counts().rows_read();
  return rows - std::exchange(taken_rows_, rows);
}

bool ExportReader::start_next() {
  if (const auto query = next_query_()) {
    stream_.reset(new RowStream(read_->transaction().stream(*query)));
  }
  return stream_ != nullptr;
}

void ExportReader::append_row(std::string& out) {
  if (const auto line = stream_->next()) {
    lines_.append(*line, out);
  } else {
    if (check_settings_ && stream_->settings_changed()) throw settings_problem();
    stream_.reset();
  }
}

}  // namespace rowhook
