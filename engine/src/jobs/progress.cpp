#include "jobs/progress.h"

#include "base/json_reader.h"

namespace rowhook {

Progress::Progress(std::optional<std::int64_t> estimated_rows) : estimated_rows_(estimated_rows) {}

void Progress::add(std::uint64_t rows, std::string& out) {
  rows_ += rows;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kInterval;
  const std::chrono::duration<double> seconds = now - begin_;
  out += to_text({{"$progress",
                   {{"rows", rows_},
                    {"estimatedRows", json_or_null(estimated_rows_)},
                    {"seconds", seconds.count()}}}});
  out.push_back('\n');
}

}  // namespace rowhook
