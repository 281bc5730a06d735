#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "targets.h"

namespace rowhook::fuzz {
namespace {

struct Target {
  const char* name;
  void (*run)(std::string_view bytes);
};

class Corpus : public ::testing::TestWithParam<Target> {};

// A failed check aborts the process, and the whole test run fails.
TEST_P(Corpus, RunsWithoutFailedChecks) {
  std::size_t inputs = 0;
  const auto folder = std::filesystem::path(ROWHOOK_CORPUS_DIR) / GetParam().name;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    GetParam().run(bytes);
    ++inputs;
  }
  EXPECT_GE(inputs, 10U);
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus,
                         ::testing::Values(Target{"field_path", field_path},
                                           Target{"mapping_document", mapping_document},
                                           Target{"copy_row", copy_row},
                                           Target{"json_writer", json_writer},
                                           Target{"connection_string", connection_string}),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace rowhook::fuzz
