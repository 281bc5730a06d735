#include "jobs/issue_counts.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

/// Counts of rows with keys from `first` up. Each row has one issue in the first field.
IssueCounts counts_of(int first, int rows) {
  IssueCounts counts;
  for (int key = first; key < first + rows; ++key) {
    counts.add({{0, IssueCode::not_json}},
               [key] { return RowExample{RowKey({std::to_string(key)})}; });
  }
  return counts;
}

/// The rows and the keys of the examples.
std::pair<int, std::vector<std::string>> only_issue_of(const IssueCounts& counts) {
  const auto report = counts.to_report({"a"});
  EXPECT_EQ(report.size(), 1U);
  std::vector<std::string> keys;
  for (const auto& example : report.at(0).at("examples")) keys.push_back(example.at("key").at(0));
  return {report.at(0).at("rows"), keys};
}

TEST(IssueCounts, KeepsFirstFiveExamples) {
  EXPECT_EQ(only_issue_of(counts_of(1, 7)),
            std::pair(7, std::vector<std::string>{"1", "2", "3", "4", "5"}));
}

TEST(IssueCounts, AddsRowsAndKeepsFiveExamples) {
  auto counts = counts_of(1, 4);
  counts += counts_of(11, 7);
  EXPECT_EQ(only_issue_of(counts),
            std::pair(11, std::vector<std::string>{"1", "2", "3", "4", "11"}));
}

}  // namespace
}  // namespace rowhook
