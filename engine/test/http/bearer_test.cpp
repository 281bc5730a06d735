#include "http/bearer.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Bearer, TakesTheTokenOnly) {
  EXPECT_TRUE(is_authorized("Bearer abcdef", "abcdef"));
  for (const auto* header :
       {"", "Bearer", "Bearer ", "Bearer abcde", "Bearer abcdefg", "Bearer abcdeF", "bearer abcdef",
        "Basic abcdef", "abcdef", "Bearer abcdefabcdef", "Bearer  abcdef"}) {
    EXPECT_FALSE(is_authorized(header, "abcdef")) << header;
  }
}

TEST(Bearer, AnEmptyTokenLetsNobodyIn) {
  EXPECT_FALSE(is_authorized("Bearer ", ""));
  EXPECT_FALSE(is_authorized("", ""));
}

}  // namespace
}  // namespace rowhook
