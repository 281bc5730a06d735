#include "jobs/low_priority.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <stdexcept>
#include <thread>

namespace rowhook {
namespace {

int nice_value() { return getpriority(PRIO_PROCESS, 0); }

TEST(Background, ThrowsWhatTheWorkThrows) {
  EXPECT_THROW(run_at_low_priority([] { throw std::runtime_error("work"); }), std::runtime_error);
}

#ifdef __linux__
TEST(Background, GivesWayWithItsThreadsAndLeavesTheOthersAlone) {
  const auto before = nice_value();
  int inside = before;
  int below = before;
  run_at_low_priority([&] {
    inside = nice_value();
    std::thread([&] { below = nice_value(); }).join();
  });
  EXPECT_GT(inside, before);
  EXPECT_EQ(below, inside);
  EXPECT_EQ(nice_value(), before);
}
#endif

}  // namespace
}  // namespace rowhook
