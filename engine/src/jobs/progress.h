#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace rowhook {

/// Writes progress lines of an export at intervals. Not thread-safe.
class Progress {
 public:
  static constexpr std::chrono::milliseconds kInterval{250};

  explicit Progress(std::optional<std::int64_t> estimated_rows);

  /// Adds rows that were read. Appends a line `{"$progress": …}` to `out`, at most once per
  /// interval.
  void add(std::uint64_t rows, std::string& out);

 private:
  using Clock = std::chrono::steady_clock;

  const std::optional<std::int64_t> estimated_rows_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
  std::uint64_t rows_ = 0;
};

}  // namespace rowhook
