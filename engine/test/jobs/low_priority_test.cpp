#include "jobs/low_priority.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace rowhook {
namespace {

int nice_value() { return getpriority(PRIO_PROCESS, 0); }

TEST(LowPriority, RethrowsExceptionOfWork) {
  EXPECT_THROW(run_at_low_priority([] { throw std::runtime_error("work"); }), std::runtime_error);
}

#ifdef __linux__
TEST(LowPriority, LowersPriorityOfWorkThreadsOnly) {
  const auto before = nice_value();
  int inside = before;
  int below = before;
  run_at_low_priority([&] {
    inside = nice_value();
    std::thread([&] { below = nice_value(); }).join();
  });
  // The tests themselves may run at a low priority, and 19 is the lowest.
  EXPECT_EQ(inside, std::min(before + 10, 19));
  EXPECT_EQ(below, inside);
  EXPECT_EQ(nice_value(), before);
}
#endif

}  // namespace
}  // namespace rowhook
