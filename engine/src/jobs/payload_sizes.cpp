#include "jobs/payload_sizes.h"

#include <algorithm>
#include <bit>

namespace rowhook {
namespace {

// Each smaller size has its own slot. Above, each power of two has 1,024 slots.
constexpr std::size_t kExactBytes = 64 * 1024;
constexpr unsigned kExactWidth = 17;  // std::bit_width(kExactBytes)
constexpr std::size_t kSlotsPerPower = 1024;
constexpr unsigned kSlotWidth = 11;  // std::bit_width(kSlotsPerPower)

std::size_t slot_of(std::size_t bytes) {
  if (bytes < kExactBytes) return bytes;
  const auto width = static_cast<unsigned>(std::bit_width(bytes));
  return kExactBytes + (width - kExactWidth) * kSlotsPerPower +
         ((bytes >> (width - kSlotWidth)) - kSlotsPerPower);
}

/// Returns the largest size in the slot.
std::size_t largest_in(std::size_t slot) {
  if (slot < kExactBytes) return slot;
  const auto power = (slot - kExactBytes) / kSlotsPerPower;
  const auto step = (slot - kExactBytes) % kSlotsPerPower;
  return ((kSlotsPerPower + step + 1) << (power + kExactWidth - kSlotWidth)) - 1;
}

}  // namespace

void PayloadSizes::add(std::size_t bytes) {
  min_ = payloads_ == 0 ? bytes : std::min(min_, bytes);
  max_ = std::max(max_, bytes);
  ++payloads_;
  const auto slot = slot_of(bytes);
  if (slot >= slots_.size()) slots_.resize(slot + 1);
  ++slots_[slot];
  ++powers_[static_cast<std::size_t>(std::bit_width(bytes - 1))];
  for (std::size_t i = 0; i < kLimits.size(); ++i) over_[i] += bytes > kLimits[i] ? 1 : 0;
}

PayloadSizes& PayloadSizes::operator+=(const PayloadSizes& other) {
  if (other.payloads_ == 0) return *this;
  min_ = payloads_ == 0 ? other.min_ : std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  payloads_ += other.payloads_;
  slots_.resize(std::max(slots_.size(), other.slots_.size()));
  for (std::size_t i = 0; i < other.slots_.size(); ++i) slots_[i] += other.slots_[i];
  for (std::size_t i = 0; i < powers_.size(); ++i) powers_[i] += other.powers_[i];
  for (std::size_t i = 0; i < over_.size(); ++i) over_[i] += other.over_[i];
  return *this;
}

std::size_t PayloadSizes::percentile(unsigned percent) const {
  // Divides before it multiplies, because the product could overflow.
  const auto rank = payloads_ / 100 * percent + (payloads_ % 100 * percent + 99) / 100;
  std::uint64_t seen = 0;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    seen += slots_[slot];
    if (seen >= rank) return std::min(largest_in(slot), max_);
  }
  return max_;
}

Json PayloadSizes::json() const {
  if (payloads_ == 0) return nullptr;
  auto histogram = Json::array();
  for (std::size_t i = 0; i < powers_.size(); ++i) {
    if (powers_[i] > 0)
      histogram.push_back({{"upTo", std::uint64_t{1} << i}, {"payloads", powers_[i]}});
  }
  auto over = Json::array();
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    over.push_back({{"bytes", kLimits[i]}, {"payloads", over_[i]}});
  }
  return {{"min", min_},
          {"median", percentile(50)},
          {"p95", percentile(95)},
          {"p99", percentile(99)},
          {"max", max_},
          {"histogram", std::move(histogram)},
          {"over", std::move(over)}};
}

}  // namespace rowhook
