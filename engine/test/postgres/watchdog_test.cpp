#include "postgres/watchdog.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/observe.h"

namespace rowhook {
namespace {

// libpq closes the socket of a connection that breaks, while its guard still waits.
TEST(Watchdog, DoesNotShutDownReusedDescriptor) {
  int watched[2];
  int later[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, watched), 0);
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, later), 0);
  Watchdog watchdog;
  Cancellation cancellation;
  {
    const Watchdog::Guard guard(watchdog, watched[0],
                                Deadline(Deadline::Clock::time_point::max(), &cancellation));
    ASSERT_EQ(dup2(later[0], watched[0]), watched[0]);
    cancellation.cancel();
    ASSERT_TRUE(testing::comes_true([&] { return guard.fired(); }));
  }
  char byte = 'x';
  EXPECT_EQ(send(watched[0], &byte, 1, MSG_NOSIGNAL), 1);
  EXPECT_EQ(recv(watched[1], &byte, 1, 0), 0) << "the watched socket is shut down";
  for (const int socket_fd : {watched[0], watched[1], later[0], later[1]}) close(socket_fd);
}

}  // namespace
}  // namespace rowhook
