#include "base/text_buffer.h"

#include <gtest/gtest.h>

#include <string>

namespace rowhook {
namespace {

TEST(TextBuffer, AppendsPiecesOfEverySize) {
  TextBuffer buffer;
  std::string expected;
  for (std::size_t size = 0; size < 3000; size += size < 70 ? 1 : 501) {
    std::string piece;
    for (std::size_t i = 0; i < size; ++i)
      piece.push_back(static_cast<char>('a' + (size + i) % 26));
    buffer.append(piece);
    buffer.push_back('.');
    expected += piece + '.';
    ASSERT_EQ(buffer.view(), expected);
  }
  EXPECT_EQ(buffer.back(), '.');
}

TEST(TextBuffer, AppendsAfterTruncate) {
  TextBuffer buffer;
  buffer.append("abcdef");
  buffer.set(1, 'B');
  buffer.truncate(3);
  buffer.append("xyz");
  EXPECT_EQ(buffer.view(), "aBcxyz");
  buffer.clear();
  EXPECT_EQ(buffer.size(), 0U);
  EXPECT_EQ(buffer.view(), "");
}

}  // namespace
}  // namespace rowhook
