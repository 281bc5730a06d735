#pragma once

#include <functional>

namespace rowhook {

/// Runs `work` on a thread of its own, of a lower priority than all others of this process, as are
/// the threads that it starts (where a thread has a priority of its own: Linux), and waits for it.
/// Throws what `work` throws. A thread may not take its priority back, so none is used again.
void run_at_low_priority(const std::function<void()>& work);

}  // namespace rowhook
