#include "payload/text_steps.h"

#include <gtest/gtest.h>

// contracts/vectors/steps.json has the results of each step for unusual text.

namespace rowhook {
namespace {

constexpr std::size_t kMaxBytes = 16'000'000;

TransformedText transformed(const std::vector<TextStep>& steps, std::string text) {
  TransformedText value{std::move(text)};
  EXPECT_EQ(apply_steps(steps, kMaxBytes, value), kNoIssue);
  return value;
}

TEST(TextSteps, HandlesTenMegabytes) {
  std::string text = " ";
  while (text.size() < 10'000'000) text += "É-1😀";
  const auto characters = text.size() / 8 * 4;
  EXPECT_EQ(transformed({PlainStep::trim}, text + "\n").text.size(), text.size() - 1);
  EXPECT_EQ(transformed({PlainStep::lowercase}, text).text.substr(1, 8), "é-1😀");
  EXPECT_EQ(transformed({PlainStep::uppercase}, text).text, text);
  EXPECT_EQ(transformed({PlainStep::digits}, text).text, std::string(characters / 4, '1'));
  EXPECT_EQ(transformed({ReplaceStep{"-", ""}}, text).text.size(), text.size() - characters / 4);
  EXPECT_EQ(transformed({TruncateStep{characters}}, text).text.size(), text.size() - 4);
  EXPECT_EQ(transformed({Sha256Step{Sha256Step::Encoding::hex, false}}, text).text.size(), 64U);
}

TEST(TextSteps, StopsWhenTextExceedsLimit) {
  const std::vector<TextStep> steps(20, ReplaceStep{"a", std::string(60'000, 'a')});
  TransformedText value{"a"};
  EXPECT_EQ(apply_steps(steps, kMaxBytes, value), IssueCode::row_too_large);
  EXPECT_LT(value.text.capacity() + value.buffer.capacity(), 3 * kMaxBytes);
}

TEST(TextSteps, RejectsInvalidUtf8) {
  for (const TextStep& step :
       std::vector<TextStep>{PlainStep::trim, PlainStep::lowercase, TruncateStep{1}}) {
    TransformedText value{"a\xff\xc3"};
    EXPECT_EQ(apply_steps({step}, kMaxBytes, value), IssueCode::invalid_utf8);
  }
}

TEST(TextSteps, HashesKnownMessage) {
  // The first example of SHA-256 in FIPS 180-4.
  EXPECT_EQ(transformed({Sha256Step{Sha256Step::Encoding::hex, false}}, "abc").text,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace rowhook
