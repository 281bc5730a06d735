#include "base/json_text.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

TEST(JsonText, EscapesTextForRoundTrip) {
  std::string every;
  for (int byte = 0; byte < 0x80; ++byte) every.push_back(static_cast<char>(byte));
  every += "é\u2028😀";
  std::string json;
  append_json_string(json, every);
  EXPECT_EQ(Json::parse(json).get<std::string>(), every);
  EXPECT_NE(json.find("\\u001f"), std::string::npos);
  EXPECT_EQ(json.find("\\u007f"), std::string::npos);
}

TEST(JsonText, WritesSameTextToStringAndBuffer) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t escape = 0; escape <= size; ++escape) {
      for (const char special : {'"', '\\', '\n', '\x1f', '\0', ' ', '\x7f'}) {
        std::string text(size, 'x');
        if (escape < size) text[escape] = special;
        std::string expected = "before";
        append_json_string(expected, text);
        // The rest of a longer text in the buffer must not become part of the result.
        TextBuffer buffer;
        buffer.append(std::string(60, '"'));
        buffer.clear();
        buffer.append("before");
        append_json_string(buffer, text);
        EXPECT_EQ(buffer.view(), expected);
        EXPECT_EQ(Json::parse(expected.substr(6)).get<std::string>(), text);
      }
    }
  }
}

}  // namespace
}  // namespace rowhook
