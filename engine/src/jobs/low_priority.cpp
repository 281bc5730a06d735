#include "jobs/low_priority.h"

#include <sys/resource.h>

#include <future>

namespace rowhook {
namespace {

// setpriority(2): on Linux, against POSIX, nice values are per thread.
void lower_priority() {
#ifdef __linux__
  // A tenth of another thread's share of a processor that both want.
  constexpr int kNice = 10;
  static_cast<void>(setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kNice));
#endif
}

}  // namespace

void run_at_low_priority(const std::function<void()>& work) {
  std::async(std::launch::async, [&] {
    lower_priority();
    work();
  }).get();
}

}  // namespace rowhook
