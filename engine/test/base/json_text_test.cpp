#include "base/json_text.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

TEST(JsonText, EscapesEveryByteSoThatAParserReadsItBack) {
  std::string every;
  for (int byte = 0; byte < 0x80; ++byte) every.push_back(static_cast<char>(byte));
  every += "é\u2028😀";
  std::string json;
  append_json_string(json, every);
  EXPECT_EQ(Json::parse(json).get<std::string>(), every);
  EXPECT_NE(json.find("\\u001f"), std::string::npos);
  EXPECT_EQ(json.find("\\u007f"), std::string::npos);
}

}  // namespace
}  // namespace rowhook
