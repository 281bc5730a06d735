#include "connection/address_policy.h"

#include <gtest/gtest.h>

#include "base/problem.h"

namespace rowhook {
namespace {

bool allows(const AddressPolicy& policy, const std::string& host,
            const std::vector<const char*>& addresses) {
  std::vector<IpAddress> parsed;
  for (const auto* address : addresses) parsed.push_back(parse_address(address).value());
  try {
    policy.check(host, parsed);
    return true;
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code, ProblemCode::host_not_allowed);
    return false;
  }
}

TEST(AddressPolicy, AllowsPublicAndPrivateByDefault) {
  const AddressPolicy policy({}, {});
  EXPECT_TRUE(allows(policy, "db", {"8.8.8.8", "10.0.0.1", "127.0.0.1"}));
}

TEST(AddressPolicy, ChecksEveryAddress) {
  const AddressPolicy policy({}, {});
  EXPECT_FALSE(allows(policy, "db", {"8.8.8.8", "169.254.169.254"}));
}

TEST(AddressPolicy, AllowListRestrictsHosts) {
  const AddressPolicy policy({"db.example.com", "*.internal", "10.0.0.0/8"}, {});
  EXPECT_TRUE(allows(policy, "DB.example.com", {"8.8.8.8"}));
  EXPECT_TRUE(allows(policy, "db.example.com.", {"8.8.8.8"}));
  EXPECT_TRUE(allows(policy, "a.b.internal", {"8.8.8.8"}));
  EXPECT_TRUE(allows(policy, "else", {"10.1.1.1"}));
  EXPECT_TRUE(allows(policy, "else", {"::ffff:10.1.1.1"}));
  EXPECT_FALSE(allows(policy, "else", {"10.1.1.1", "8.8.8.8"}));
  EXPECT_FALSE(allows(policy, "internal", {"8.8.8.8"}));
  EXPECT_FALSE(allows(policy, "evil-db.example.com", {"8.8.8.8"}));
}

TEST(AddressPolicy, AllowListDoesNotPermitMetadata) {
  const AddressPolicy policy({"169.254.0.0/16", "metadata"}, {});
  EXPECT_FALSE(allows(policy, "metadata", {"169.254.169.254"}));
}

TEST(AddressPolicy, DenyListOverridesAllowList) {
  const AddressPolicy policy({"10.0.0.0/8"}, {"10.9.0.0/16", "secret.example.com"});
  EXPECT_TRUE(allows(policy, "db", {"10.8.0.1"}));
  EXPECT_FALSE(allows(policy, "db", {"10.9.0.1"}));
  EXPECT_FALSE(allows(policy, "secret.example.com", {"10.8.0.1"}));
}

TEST(AddressPolicy, ListsMatchIpv4AddressesBehindNat64) {
  const auto* ten_one = "64:ff9b:1::a00:1";  // 10.0.0.1
  EXPECT_FALSE(allows(AddressPolicy({}, {"10.0.0.0/8"}), "db", {ten_one}));
  EXPECT_TRUE(allows(AddressPolicy({"10.0.0.0/8"}, {}), "db", {ten_one}));
  EXPECT_TRUE(allows(AddressPolicy({"64:ff9b:1::/48"}, {}), "db", {ten_one}));
  // With a prefix of 48 bits this would be 8.8.10.0.
  EXPECT_FALSE(allows(AddressPolicy({"10.0.0.0/8"}, {}), "db", {"64:ff9b:1:808:a:0:a00:1"}));
}

}  // namespace
}  // namespace rowhook
