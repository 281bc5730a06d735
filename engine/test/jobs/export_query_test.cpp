#include "jobs/export_query.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

const std::vector<SelectItem> kColumns = {{"a", SelectItem::Form::plain},
                                          {"b", SelectItem::Form::to_json}};

RowSource table(const char* from) {
  RowSource source;
  source.from = from;
  return source;
}

TEST(ExportQuery, SelectsGivenItems) {
  EXPECT_EQ(export_query(table("s.t"), kColumns, std::nullopt),
            R"(SELECT "a" AS "rowhook 0", pg_catalog.to_json("b") AS "rowhook 1" FROM s.t)");
  EXPECT_EQ(export_query(table("s.t"), {}, 5), R"(SELECT  FROM s.t LIMIT 5)");
}

TEST(ExportQuery, DividesTableIntoTidRanges) {
  const auto queries = export_queries(table("s.t"), {}, 40, 2);
  ASSERT_EQ(queries.size(), 3U);
  const std::string all = R"(SELECT  FROM ONLY s.t WHERE ctid OPERATOR(pg_catalog.>=) )";
  EXPECT_EQ(queries[0], all +
                            "'(0,0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) "
                            "'(16,0)'::pg_catalog.tid");
  EXPECT_EQ(queries[2], all + "'(32,0)'::pg_catalog.tid");
}

TEST(ExportQuery, LimitsNumberOfRanges) {
  EXPECT_EQ(export_queries(table("s.t"), {}, 0, 8).size(), 1U);
  EXPECT_EQ(export_queries(table("s.t"), {}, 4'000'000'000, 8).size(), 64U);
}

}  // namespace
}  // namespace rowhook
