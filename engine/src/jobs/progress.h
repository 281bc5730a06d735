#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/json_reader.h"

namespace rowhook {

/// Writes progress lines of an export at intervals. Not thread-safe.
class Progress {
 public:
  static constexpr std::chrono::milliseconds kInterval{250};

  explicit Progress(std::optional<std::int64_t> estimated_rows) : estimated_rows_(estimated_rows) {}

  /// Adds rows that were read. Appends a line `{"$progress": …}` to `out`, at most once per
  /// interval.
  void add(std::uint64_t rows, std::string& out) {
    rows_ += rows;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + kInterval;
    const std::chrono::duration<double> seconds = now - begin_;
    out += to_text({{"$progress",
                     {{"rows", rows_},
                      {"estimatedRows", json_or_null(estimated_rows_)},
                      {"seconds", seconds.count()}}}}) +
           '\n';
  }

 private:
  using Clock = std::chrono::steady_clock;

  const std::optional<std::int64_t> estimated_rows_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
  std::uint64_t rows_ = 0;
};

}  // namespace rowhook
