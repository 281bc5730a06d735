#include "api/sample.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

Column column(const std::string& name, TypeFamily family) {
  Column made;
  made.name = name;
  made.type.family = family;
  made.readable = true;
  return made;
}

/// A sample with the columns id, note and settings.
Sample sample_of(std::vector<SampleRow> rows) {
  Sample sample;
  sample.source.columns = {column("id", TypeFamily::integer), column("note", TypeFamily::text),
                           column("settings", TypeFamily::json)};
  sample.items = {{"id"}, {"note"}, {"settings"}};
  sample.rows = std::move(rows);
  return sample;
}

Json cells_of(const Sample& sample) {
  return Json::parse(sample_response(sample)).at("rows").at(0).at("cells");
}

TEST(SampleText, HasValueOrNullOfEachColumn) {
  EXPECT_EQ(cells_of(sample_of({{std::nullopt, "7\t\\N\t{\"a\": 1}"}})), Json::parse(R"([
    {"json": "7", "bytes": 1}, {"json": null, "bytes": 0}, {"json": "{\"a\":1}", "bytes": 7}])"));
}

TEST(SampleText, SaysWhichValuesAreTooLarge) {
  SampleRow row{std::nullopt, "7\t\\N\t\\N"};
  row.omitted_items = {1};
  EXPECT_EQ(cells_of(sample_of({row})), Json::parse(R"([
    {"json": "7", "bytes": 1},
    {"json": null, "bytes": 0, "issue": "row_too_large"},
    {"json": null, "bytes": 0}])"));
}

TEST(SampleText, SaysThatRowIsTooLarge) {
  for (const auto& cell : cells_of(sample_of({{std::nullopt, "", true}}))) {
    EXPECT_EQ(cell.at("json"), nullptr);
    EXPECT_EQ(cell.at("issue"), "row_too_large");
  }
}

TEST(SampleText, SaysWhichValuesCannotBeWritten) {
  auto sample = sample_of({{std::nullopt, "seven\tn\xff\t{"}});
  sample.verify_utf8 = true;
  EXPECT_EQ(cells_of(sample), Json::parse(R"([
    {"json": null, "bytes": 5, "issue": "unexpected_format"},
    {"json": null, "bytes": 2, "issue": "invalid_utf8"},
    {"json": null, "bytes": 1, "issue": "not_json"}])"));
}

TEST(SampleText, SaysWhichColumnFailed) {
  auto sample = sample_of({{std::nullopt, "7\t\\N\t\\N"}});
  sample.errors.push_back({1, Problem(ProblemCode::query_failed, "It divides by zero.")});
  EXPECT_EQ(cells_of(sample).at(1),
            Json::parse(R"({"json": null, "bytes": 0, "issue": "column_failed"})"));
}

}  // namespace
}  // namespace rowhook
