#include "jobs/low_priority.h"

#include <sys/resource.h>

#include <future>
#include <system_error>

#include "base/problem.h"

namespace rowhook {
namespace {

// On Linux, unlike in POSIX, each thread has its own nice value: see setpriority(2).
void lower_priority() {
#ifdef __linux__
  // Gets about a tenth of the processor time of a competing thread with the default priority.
  constexpr int kNice = 10;
  static_cast<void>(setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kNice));
#endif
}

}  // namespace

void run_at_low_priority(const std::function<void()>& work) {
  std::future<void> done;
  try {
    done = std::async(std::launch::async, [&] {
      lower_priority();
      work();
    });
  } catch (const std::system_error&) {
    throw Problem(ProblemCode::overloaded, "The engine cannot start a thread for this request.");
  }
  done.get();
}

}  // namespace rowhook
