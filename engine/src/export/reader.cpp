#include "export/reader.h"

#include <utility>

#include "error.h"

namespace rowhook {
namespace {

using Clock = std::chrono::steady_clock;

// Large enough that a system call for each does not show, small enough to stay in a core's cache on
// its way through the HTTP library.
constexpr std::size_t kPieceBytes = 64 * 1024;

// How long rows may lie here while the database makes the next one.
constexpr std::chrono::milliseconds kMostDelay{1'000};

Problem settings_problem() {
  return Problem(
      ProblemCode::row_invalid,
      "A function that the source uses changes a setting such as extra_float_digits, and "
      "values of this mapping are printed by it.",
      "Let the function set it with a SET clause of its own, which ends with the call.");
}

}  // namespace

ExportReader::ExportReader(std::unique_ptr<DedicatedRead> read, ExportLines lines,
                           NextQuery next_query)
    : read_(std::move(read)), lines_(std::move(lines)), next_query_(std::move(next_query)) {}

void ExportReader::begin(std::chrono::milliseconds within) {
  if (start_next() && stream_->ready(within)) take_row(first_);
}

bool ExportReader::fill(std::string& out) {
  out.append(std::exchange(first_, {}));
  const auto begin = Clock::now();
  while (out.size() < kPieceBytes) {
    if (!stream_ && !start_next()) return false;
    const auto left =
        kMostDelay - std::chrono::floor<std::chrono::milliseconds>(Clock::now() - begin);
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
    if (lines_.follow_settings() && stream_->settings_changed()) throw settings_problem();
    stream_.reset();
  }
}

}  // namespace rowhook
