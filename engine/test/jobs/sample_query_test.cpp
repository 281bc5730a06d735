#include "jobs/sample_query.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

RowSource keyed_table() {
  RowSource source;
  source.from = "public.t";
  source.order = RowSource::Order::key;
  source.pages = 100;
  for (const char* name : {"tenant", "id", "x"}) {
    Column column;
    column.name = name;
    column.readable = true;
    source.columns.push_back(column);
  }
  source.key = {"tenant", "id"};
  return source;
}

const std::vector<SelectItem> kItems{{"x", SelectItem::Form::plain},
                                     {"id", SelectItem::Form::to_json}};

SampleQuery query_for(const RowSource& source, RowSelection::Pick pick) {
  return sample_query(source, {5, pick}, {}, kItems);
}

TEST(SampleQuery, OrdersByKeyInBothDirections) {
  const auto first = query_for(keyed_table(), RowSelection::Pick::first);
  EXPECT_EQ(
      first.select,
      "SELECT \"x\" AS \"rowhook 0\", pg_catalog.to_json(\"id\") AS \"rowhook 1\" FROM public.t "
      "ORDER BY \"tenant\", \"id\" LIMIT 5");
  EXPECT_EQ(first.order, (std::vector<std::string>{"tenant", "id"}));
  EXPECT_TRUE(first.warnings.empty());
  EXPECT_NE(query_for(keyed_table(), RowSelection::Pick::last)
                .select.find("ORDER BY \"tenant\" DESC, \"id\" DESC LIMIT 5"),
            std::string::npos);
}

TEST(SampleQuery, CombinesConditionsOfSourceAndRows) {
  auto filtered = keyed_table();
  filtered.conditions = {"a", "b"};
  const auto query =
      sample_query(filtered, {5, RowSelection::Pick::where}, {"\"x\" IS NULL"}, kItems);
  EXPECT_NE(query.select.find("WHERE a AND b AND \"x\" IS NULL ORDER BY \"tenant\""),
            std::string::npos);
  EXPECT_EQ(query_for(filtered, RowSelection::Pick::spread).warnings.at(0).code,
            "pick_not_possible");
}

TEST(SampleQuery, KeepsOrderOfQueryExceptForLastRows) {
  auto query_source = keyed_table();
  query_source.order = RowSource::Order::of_query;
  const auto first = query_for(query_source, RowSelection::Pick::first);
  EXPECT_EQ(first.select.find("ORDER BY"), std::string::npos);
  EXPECT_TRUE(first.warnings.empty());
  EXPECT_NE(query_for(query_source, RowSelection::Pick::last).select.find("\"id\" DESC"),
            std::string::npos);
  query_source.key.clear();
  EXPECT_EQ(query_for(query_source, RowSelection::Pick::last).warnings.at(0).code,
            "pick_not_possible");
}

TEST(SampleQuery, OmitsOrderWithoutUsableKey) {
  auto without_key = keyed_table();
  without_key.key.clear();
  without_key.order = RowSource::Order::none;
  auto unordered_key = keyed_table();
  unordered_key.order = RowSource::Order::none;
  for (const auto& source : {without_key, unordered_key}) {
    const auto query = query_for(source, RowSelection::Pick::first);
    EXPECT_EQ(query.select.find("ORDER BY"), std::string::npos);
    EXPECT_TRUE(query.order.empty());
    ASSERT_EQ(query.warnings.size(), 1U);
    EXPECT_EQ(query.warnings[0].code, "no_order");
    EXPECT_EQ(query_for(source, RowSelection::Pick::last).warnings[0].code, "pick_not_possible");
  }
}

TEST(SampleQuery, SpreadsOverPagesOfTablesOnly) {
  const auto spread = query_for(keyed_table(), RowSelection::Pick::spread);
  EXPECT_NE(spread.select.find("'{0,20,40,60,80}'"), std::string::npos) << spread.select;
  auto view = keyed_table();
  view.pages.reset();
  const auto fallback = query_for(view, RowSelection::Pick::spread);
  EXPECT_EQ(fallback.select.find("ctid"), std::string::npos);
  ASSERT_FALSE(fallback.warnings.empty());
  EXPECT_EQ(fallback.warnings[0].code, "pick_not_possible");
}

TEST(SampleQuery, ReadsMoreRowsPerPageOfSmallTable) {
  auto small = keyed_table();
  small.pages = 2;
  const auto spread = query_for(small, RowSelection::Pick::spread);
  EXPECT_NE(spread.select.find("'{0,1}'"), std::string::npos);
  EXPECT_NE(spread.select.find("LIMIT 3) AS picked LIMIT 5"), std::string::npos);
}

}  // namespace
}  // namespace rowhook
