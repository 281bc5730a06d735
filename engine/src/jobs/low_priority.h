#pragma once

#include <functional>

namespace rowhook {

/// Runs `work` on a new thread with a lower priority than the other threads of this process, and
/// waits for it. Threads that `work` starts inherit the priority. Rethrows what `work` throws, and
/// throws overloaded if no thread can start. The thread is not reused, because a thread may not
/// raise its priority again. Only Linux has priorities per thread; elsewhere the priority stays the
/// same.
void run_at_low_priority(const std::function<void()>& work);

}  // namespace rowhook
