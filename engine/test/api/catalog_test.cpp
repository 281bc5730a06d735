#include "api/catalog.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

TEST(CatalogJson, ReplacesInvalidUtf8InNames) {
  ServerInfo server;
  server.database = "caf\xe9";
  server.user = "caf\xe9";
  const auto source = ConnectionString::parse("postgres://caf%E9@host/caf%E9");
  const auto json = Json::parse(verify_response(source, server));
  EXPECT_EQ(json["server"]["user"], "caf\uFFFD");
  EXPECT_EQ(json["understood"]["database"], "caf\uFFFD");
}

TEST(CatalogJson, MarksRelationsWhoseNameIsNotUtf8) {
  const auto line = [](const char* schema, const char* name) {
    Relation relation;
    relation.name = {schema, name};
    return Json::parse(relations_response({relation}))["relations"][0];
  };
  EXPECT_EQ(line("public", "caf\xe9")["nameIsUtf8"], false);
  EXPECT_EQ(line("caf\xe9", "t")["nameIsUtf8"], false);
  EXPECT_EQ(line("public", "caf\xe9")["name"], "caf\uFFFD");
  EXPECT_FALSE(line("public", "caf\u00e9").contains("nameIsUtf8"));
}

}  // namespace
}  // namespace rowhook
