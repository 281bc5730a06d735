#include "http/request.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Bearer, AcceptsOnlyExactToken) {
  for (const auto* header : {"Bearer abcdef", "bearer abcdef", "BEARER abcdef"}) {
    EXPECT_TRUE(is_authorized(header, "abcdef")) << header;
  }
  for (const auto* header :
       {"", "Bearer", "Bearer ", "Bearer abcde", "Bearer abcdefg", "Bearer abcdeF", "Bearerabcdef",
        "Basic abcdef", "abcdef", "Bearer abcdefabcdef", "Bearer  abcdef"}) {
    EXPECT_FALSE(is_authorized(header, "abcdef")) << header;
  }
}

TEST(Bearer, RejectsAllIfTokenIsEmpty) {
  EXPECT_FALSE(is_authorized("Bearer ", ""));
  EXPECT_FALSE(is_authorized("", ""));
}

}  // namespace
}  // namespace rowhook
