#include "base/utf8.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

TEST(Utf8, AcceptsValidSequences) {
  for (const char* text : {"", "a", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff",
                           "\U00010000", "\U0010ffff"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
}

TEST(Utf8, RejectsInvalidSequences) {
  for (const char* bytes : {"\x80", "\xff", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80",
                            "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xc3",
                            "\xe2\x82", "\xf0\x9f\x98", "a\xc3(", "\xf8\x88\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(bytes));
  }
}

TEST(Utf8, TruncatesBetweenCharacters) {
  EXPECT_EQ(utf8_prefix("aé😀b", 0), "");
  EXPECT_EQ(utf8_prefix("aé😀b", 2), "aé");
  EXPECT_EQ(utf8_prefix("aé😀b", 3), "aé😀");
  EXPECT_EQ(utf8_prefix("aé😀b", 9), "aé😀b");
}

}  // namespace
}  // namespace rowhook
