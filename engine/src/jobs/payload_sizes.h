#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/json_reader.h"

namespace rowhook {

/// Counts payloads by their size in UTF-8 bytes. Takes less than a megabyte for any number of
/// payloads.
class PayloadSizes {
 public:
  /// Common payload limits of receivers.
  static constexpr std::array<std::size_t, 3> kLimits{20'000, 256'000, 1'000'000};

  void add(std::size_t bytes);
  PayloadSizes& operator+=(const PayloadSizes& other);

  /// Returns the contracts' PayloadSizes, or null if there are no payloads.
  Json json() const;

 private:
  std::size_t percentile(unsigned percent) const;

  std::uint64_t payloads_ = 0;
  std::size_t min_ = 0;
  std::size_t max_ = 0;
  std::vector<std::uint64_t> slots_;        // indexed by slot_of()
  std::array<std::uint64_t, 65> powers_{};  // indexed by the exponent of the power of two
  std::array<std::uint64_t, kLimits.size()> over_{};
};

}  // namespace rowhook
