#include "jobs/sample_cache.h"

#include <gtest/gtest.h>

#include <thread>

namespace rowhook {
namespace {

std::shared_ptr<const Sample> sample_of(std::size_t bytes) {
  auto sample = std::make_shared<Sample>();
  sample->rows.push_back({std::nullopt, std::string(bytes, 'x')});
  return sample;
}

TEST(SampleCache, ReturnsStoredSample) {
  SampleCache cache(1'000'000);
  EXPECT_EQ(cache.find("a").sample, nullptr);
  const auto sample = sample_of(10);
  cache.put("a", sample);
  EXPECT_EQ(cache.find("a").sample, sample);
  const auto newer = sample_of(10);
  cache.put("a", newer);
  EXPECT_EQ(cache.find("a").sample, newer);
}

TEST(SampleCache, EvictsLeastRecentlyUsedSample) {
  SampleCache cache(250'000);
  cache.put("a", sample_of(100'000));
  cache.put("b", sample_of(100'000));
  ASSERT_NE(cache.find("a").sample, nullptr);
  cache.put("c", sample_of(100'000));
  EXPECT_NE(cache.find("a").sample, nullptr);
  EXPECT_EQ(cache.find("b").sample, nullptr);
  EXPECT_NE(cache.find("c").sample, nullptr);
}

TEST(SampleCache, ExpiresSamplesWithoutLookup) {
  SampleCache cache(1'000'000, std::chrono::milliseconds(50));
  cache.put("a", sample_of(10));
  const std::weak_ptr<const Sample> kept = cache.find("a").sample;
  EXPECT_FALSE(kept.expired());
  for (int i = 0; i < 200 && !kept.expired(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(kept.expired()) << "without a call of find()";
  EXPECT_EQ(cache.find("a").sample, nullptr);
}

TEST(SampleCache, TrustsSampleForShortTimeAndAfterConfirm) {
  SampleCache cache(1'000'000, SampleCache::kKeepFor, std::chrono::milliseconds(300));
  cache.put("a", sample_of(10));
  EXPECT_TRUE(cache.find("a").access_checked);
  std::this_thread::sleep_for(std::chrono::milliseconds(350));
  EXPECT_FALSE(cache.find("a").access_checked);
  EXPECT_NE(cache.find("a").sample, nullptr);
  cache.mark_checked("a");
  EXPECT_TRUE(cache.find("a").access_checked);
}

TEST(SampleCache, ForgetsSamplesOfOneConnection) {
  SampleCache cache(1'000'000);
  const auto one = sample_key("c", {{"s", "one"}}, {});
  const auto two = sample_key("c", {{"s", "two"}}, {});
  const auto other = sample_key("cc", {{"s", "one"}}, {});
  for (const auto& key : {one, two, other}) cache.put(key, sample_of(10));
  cache.forget("c");
  EXPECT_EQ(cache.find(one).sample, nullptr);
  EXPECT_EQ(cache.find(two).sample, nullptr);
  EXPECT_NE(cache.find(other).sample, nullptr);
}

TEST(SampleCache, CountsBytesOfColumnMetadata) {
  SampleCache cache(100'000);
  auto sample = std::make_shared<Sample>();
  Column column;
  column.comment = std::string(200'000, 'x');
  sample->source.columns.push_back(column);
  cache.put("a", sample);
  EXPECT_EQ(cache.find("a").sample, nullptr);
}

TEST(SampleCache, DoesNotStoreTooLargeSample) {
  SampleCache cache(1'000);
  cache.put("a", sample_of(100'000));
  EXPECT_EQ(cache.find("a").sample, nullptr);
}

TEST(SampleCache, KeysDifferForDifferentRequests) {
  const RowSelection rows;
  const auto key = sample_key("c", {{"s", "r"}}, rows);
  EXPECT_EQ(key, sample_key("c", {{"s", "r"}}, rows));
  EXPECT_NE(key, sample_key("d", {{"s", "r"}}, rows));
  EXPECT_NE(key, sample_key("c", {{"sr", ""}}, rows));
  EXPECT_NE(key, sample_key("c", {{"s", "r"}}, {.limit = 11}));
  EXPECT_NE(key, sample_key("c", {{"s", "r"}}, {.pick = RowSelection::Pick::last}));
  EXPECT_NE(sample_key("c", {{"s", "r"}}, {10, RowSelection::Pick::null_in, "a"}),
            sample_key("c", {{"s", "r"}}, {10, RowSelection::Pick::null_in, "b"}));
  const std::vector<Condition> one{{"a", Condition::Operator::equal, {"1"}}};
  const std::vector<Condition> two{{"a", Condition::Operator::equal, {"1"}}, {"a", {}, {"1"}}};
  EXPECT_NE(key, sample_key("c", {{"s", "r"}, one}, rows));
  EXPECT_NE(sample_key("c", {{"s", "r"}, one}, rows), sample_key("c", {{"s", "r"}, two}, rows));
  EXPECT_NE(sample_key("c", {{}, {}, "q"}, rows), sample_key("c", {{}, {}, "q", {"a"}}, rows));
  EXPECT_NE(sample_key("c", {{}, {}, "q"}, {10, RowSelection::Pick::where, "", one}),
            sample_key("c", {{}, {}, "q"}, {10, RowSelection::Pick::where, "", two}));
}

}  // namespace
}  // namespace rowhook
