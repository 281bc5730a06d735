#include "jobs/export_reader.h"

#include <utility>

#include "base/problem.h"

namespace rowhook {
namespace {

// Large enough that a system call for each does not show, small enough to stay in a core's cache on
// its way through the HTTP library.
constexpr std::size_t kPieceBytes = 64 * 1024;

// How long rows may lie here while the database makes the next one.
constexpr auto kMaxDelay = Progress::kInterval;

Problem settings_problem() {
  return Problem(
      ProblemCode::row_invalid,
      "A function that the source uses changes a setting such as extra_float_digits, and "
      "values of this mapping are printed by it.",
      "Let the function set it with a SET clause of its own, which ends with the call.");
}

}  // namespace

ExportReader::ExportReader(std::unique_ptr<DedicatedRead> read, ExportLines lines,
                           bool check_settings, NextQuery next_query, Progress* progress)
    : read_(std::move(read)),
      lines_(std::move(lines)),
      check_settings_(check_settings),
      next_query_(std::move(next_query)),
      progress_(progress) {}

void ExportReader::begin(std::chrono::milliseconds within) {
  if (start_next() && stream_->ready(within)) take_row(first_);
}

bool ExportReader::fill(std::string& out) {
  const bool more = read_piece(out);
  const auto rows = counts().rows_read();
  if (progress_ != nullptr) progress_->add(rows - std::exchange(reported_rows_, rows), out);
  return more;
}

std::string ExportReader::read_row(const std::string& query, const std::function<void()>& wait) {
  auto rows = read_->transaction().stream(query);
  while (!rows.ready(kMaxDelay)) wait();
  const auto line = rows.next();
  if (!line) throw Problem(ProblemCode::query_failed, "The database sent no row.");
  std::string row(*line);
  while (rows.next()) {
  }
  return row;
}

bool ExportReader::read_piece(std::string& out) {
  out.append(std::exchange(first_, {}));
  const auto begin = Deadline::Clock::now();
  while (out.size() < kPieceBytes) {
    if (!stream_ && !start_next()) return false;
    const auto left =
        kMaxDelay - std::chrono::floor<std::chrono::milliseconds>(Deadline::Clock::now() - begin);
    if (left.count() <= 0 || !stream_->ready(left)) break;
    take_row(out);
  }
  return true;
}

bool ExportReader::start_next() {
  if (const auto query = next_query_()) {
    stream_.reset(new RowStream(read_->transaction().stream(*query)));
  }
  return stream_ != nullptr;
}

void ExportReader::take_row(std::string& out) {
  if (const auto line = stream_->next()) {
    lines_.append(*line, out);
  } else {
    if (check_settings_ && stream_->settings_changed()) throw settings_problem();
    stream_.reset();
  }
}

}  // namespace rowhook
