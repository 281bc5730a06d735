#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/json_reader.h"

namespace rowhook {

/// Counts payloads by their size in UTF-8 bytes. Takes less than a megabyte, however many there
/// are.
class PayloadSizes {
 public:
  /// Limits that receivers state for a payload.
  static constexpr std::array<std::size_t, 3> kLimits{20'000, 256'000, 1'000'000};

  void add(std::size_t bytes);
  PayloadSizes& operator+=(const PayloadSizes& other);

  /// The contracts' PayloadSizes; null where there are none.
  Json to_json() const;

 private:
  std::size_t percentile(unsigned per_cent) const;

  std::uint64_t payloads_ = 0;
  std::size_t min_ = 0;
  std::size_t max_ = 0;
  std::vector<std::uint64_t> slots_;        // by slot_of() a size
  std::array<std::uint64_t, 65> powers_{};  // by the exponent of the power of two
  std::array<std::uint64_t, kLimits.size()> over_{};
};

}  // namespace rowhook
