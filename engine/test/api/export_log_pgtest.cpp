#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/engine_client.h"
#include "support/sources.h"

namespace rowhook {
namespace {

class ExportLogTest : public ::testing::Test {
 protected:
  ExportLogTest() {
    schema_.run(
        "CREATE TABLE t (id int PRIMARY KEY, v text);"
        "INSERT INTO t VALUES (1, '1'), (17, 'x'), (18, 'y'), (19, '2')");
  }

  void export_with(const std::string& on_error) const {
    engine_.post(
        "/v1/export",
        {{"connectionString", testing::test_database_url()},
         {"relation", {{"schema", "export_log_pgtest"}, {"name", "t"}}},
         {"mapping",
          {{"version", 1}, {"fields", {{{"to", "age"}, {"column", "v"}, {"as", "integer"}}}}}},
         {"onError", on_error}});
  }

  /// The engine's log lines about rows.
  std::vector<Json> logged() const {
    std::vector<Json> events;
    std::istringstream lines(engine_.output());
    for (std::string line; std::getline(lines, line);) {
      auto event = Json::parse(line);
      if (event.at("msg") == "rows that do not fit the mapping") events.push_back(std::move(event));
    }
    return events;
  }

  testing::ScratchSchema schema_{"export_log_pgtest"};
  testing::EngineClient engine_;
};

TEST_F(ExportLogTest, LogsRowThatStopsExport) {
  export_with("stop");
  const auto events = logged();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].at("relation").at("name"), "t");
  EXPECT_EQ(events[0].at("detail"), "The row with the key 17: age is not a whole number.");
  EXPECT_EQ(events[0].at("errors"),
            Json::parse(R"([{"pointer": "/mapping/fields/0", "code": "not_an_integer"}])"));
  EXPECT_TRUE(events[0].contains("requestId"));
}

TEST_F(ExportLogTest, LogsInvalidFirstRow) {
  schema_.run("DELETE FROM t WHERE id = 1");
  export_with("stop");
  ASSERT_EQ(logged().size(), 1U);
  EXPECT_EQ(logged()[0].at("detail"), "The row with the key 17: age is not a whole number.");
}

TEST_F(ExportLogTest, LogsCountOfSkippedRows) {
  export_with("skip");
  const auto events = logged();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].at("rows"), 2);
  EXPECT_EQ(events[0].at("skipped"), 2);
  EXPECT_EQ(events[0].at("issues"),
            Json::parse(R"([{"field": 0, "to": "age", "code": "not_an_integer", "rows": 2,
                             "keys": [["17"], ["18"]]}])"));
}

}  // namespace
}  // namespace rowhook
