#include "jobs/report.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

Report::MakeRowExample named(const char* key) {
  return [key] { return RowExample{RowKey({key})}; };
}

/// The report of one row with a payload of this size and this many NULL fields.
Report report_of_row(const char* key, std::size_t bytes, std::size_t nulls) {
  Report report(3);
  report.statistics().begin_row();
  for (std::size_t field = 0; field < nulls; ++field) report.statistics().add_null(field);
  report.add_row(named(key));
  report.add_payload(bytes, named(key));
  return report;
}

TEST(Report, MergesNotableRowsOfWorkers) {
  const auto one = report_of_row("1", 10, 3);
  const auto other = report_of_row("2", 20, 2);
  for (const auto& [first, second] : {std::pair(one, other), std::pair(other, one)}) {
    auto sum = first;
    sum += second;
    EXPECT_EQ(sum.json({}).at("notable"), Json::parse(R"([
      {"key": ["2"], "excerpt": null, "reason": "largest_payload", "value": 20},
      {"key": ["1"], "excerpt": null, "reason": "most_nulls", "value": 3}])"));
  }
}

}  // namespace
}  // namespace rowhook
