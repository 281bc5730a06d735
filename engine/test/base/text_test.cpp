#include "base/text.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Nearest, FindsSimilarName) {
  EXPECT_EQ(nearest("onNul", {"to", "column", "onNull"}), "onNull");
  EXPECT_EQ(nearest("frist_name", {"last_name", "first_name"}), "first_name");
  EXPECT_EQ(nearest("EMAIL", {"email"}), "email");
}

TEST(Nearest, ReturnsNothingIfNoNameIsSimilar) {
  EXPECT_EQ(nearest("zip", {"city", "street"}), std::nullopt);
  EXPECT_EQ(nearest("a", {"b"}), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

}  // namespace
}  // namespace rowhook
