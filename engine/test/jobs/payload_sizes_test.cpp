#include "jobs/payload_sizes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace rowhook {
namespace {

/// The smallest size that is not exceeded by this percentage of the sizes.
std::size_t percentile(std::vector<std::size_t> sizes, std::size_t per_cent) {
  std::sort(sizes.begin(), sizes.end());
  const auto rank = (sizes.size() * per_cent + 99) / 100;
  return sizes[rank - 1];
}

PayloadSizes count(const std::vector<std::size_t>& sizes) {
  PayloadSizes counted;
  for (const auto size : sizes) counted.add(size);
  return counted;
}

TEST(PayloadSizes, IsNullWithoutPayloads) { EXPECT_EQ(PayloadSizes().json(), Json()); }

TEST(PayloadSizes, IsExactBelow64KiB) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> size(2, 65'535);
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 5'003; ++i) sizes.push_back(size(random));
  const auto json = count(sizes).json();
  EXPECT_EQ(json.at("min"), *std::min_element(sizes.begin(), sizes.end()));
  EXPECT_EQ(json.at("median"), percentile(sizes, 50));
  EXPECT_EQ(json.at("p95"), percentile(sizes, 95));
  EXPECT_EQ(json.at("p99"), percentile(sizes, 99));
  EXPECT_EQ(json.at("max"), *std::max_element(sizes.begin(), sizes.end()));
}

TEST(PayloadSizes, RoundsUpByAtMostAThousandth) {
  for (const std::size_t size :
       {65'536UL, 65'537UL, 131'071UL, 131'072UL, 8'388'607UL, 123'456'789UL}) {
    const auto median = count({2, size, size, 999'999'999}).json().at("median");
    EXPECT_GE(median, size);
    EXPECT_LE(median, size + size / 1000);
  }
  EXPECT_EQ(count({70'001}).json().at("p99"), 70'001);
}

TEST(PayloadSizes, CountsByPowerOfTwoAndByLimit) {
  const auto json = count({2, 3, 4, 5, 20'000, 20'001, 256'001, 1'000'000, 1'000'001}).json();
  EXPECT_EQ(json.at("histogram"), Json::parse(R"([{"upTo":2,"payloads":1},{"upTo":4,"payloads":2},
    {"upTo":8,"payloads":1},{"upTo":32768,"payloads":2},{"upTo":262144,"payloads":1},
    {"upTo":1048576,"payloads":2}])"));
  EXPECT_EQ(json.at("over"), Json::parse(R"([{"bytes":20000,"payloads":4},
    {"bytes":256000,"payloads":3},{"bytes":1000000,"payloads":1}])"));
}

TEST(PayloadSizes, AddsSizes) {
  const std::vector<std::size_t> small{2, 10, 300};
  const std::vector<std::size_t> large{70'000, 25'000};
  std::vector<std::size_t> all(small);
  all.insert(all.end(), large.begin(), large.end());
  for (const auto& [one, other] : {std::pair(small, large), std::pair(large, small)}) {
    auto sum = count(one);
    sum += count(other);
    EXPECT_EQ(sum.json(), count(all).json());
  }
  auto nothing = PayloadSizes();
  nothing += count(small);
  nothing += PayloadSizes();
  EXPECT_EQ(nothing.json(), count(small).json());
}

}  // namespace
}  // namespace rowhook
