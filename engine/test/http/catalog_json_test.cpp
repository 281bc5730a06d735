#include "http/catalog_json.h"

#include <gtest/gtest.h>

#include "shape.h"

namespace rowhook {
namespace {

TEST(CatalogJson, NamesThatAreNoUtf8AreShownAllTheSame) {
  ServerFacts server;
  server.database = "caf\xe9";
  server.user = "caf\xe9";
  const auto source = ConnectionString::parse("postgres://caf%E9@host/caf%E9");
  const auto json = Json::parse(verified_text(source, server));
  EXPECT_EQ(json["server"]["user"], "caf\uFFFD");
  EXPECT_EQ(json["understood"]["database"], "caf\uFFFD");
}

}  // namespace
}  // namespace rowhook
