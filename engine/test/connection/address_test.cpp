#include "connection/address.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

AddressKind kind(const char* text) { return classify(parse_address(text).value()); }

TEST(Address, ForbidsMetadataLinkLocalAndMulticast) {
  for (const auto* text :
       {"169.254.169.254", "169.254.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "::", "fe80::1", "ff02::1",
        "fd00:ec2::254", "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe", "::ffff:0:a9fe:a9fe", "2002:a9fe:a9fe::1"}) {
    EXPECT_EQ(kind(text), AddressKind::forbidden) << text;
  }
}

TEST(Address, ForbidsMetadataServicesOverIpv6) {
  for (const auto* text :
       {"fd00:ec2::23", "fd00:ec2::123", "fd00:ec2::253", "fd00:42::42", "fd20:ce::254"}) {
    EXPECT_EQ(kind(text), AddressKind::forbidden) << text;
  }
}

// 169.254.169.254 behind prefixes of 48, 56, 64 and 96 bits (RFC 6052, 2.2).
TEST(Address, ForbidsMetadataBehindNat64) {
  for (const auto* text :
       {"64:ff9b:1:a9fe:a9:fe00::", "64:ff9b:1:12a9:fe:a9fe::", "64:ff9b:1:1234:a9:fea9:fe00:0",
        "64:ff9b:1:1234:0:1:a9fe:a9fe", "64:ff9b:1:fffe::a9fe:a9fe"}) {
    EXPECT_EQ(kind(text), AddressKind::forbidden) << text;
  }
  EXPECT_EQ(kind("64:ff9b:1::808:808"), AddressKind::public_address);
  EXPECT_EQ(kind("64:ff9b:1:808:8:800::"), AddressKind::public_address);
  EXPECT_EQ(kind("64:ff9b:1::"), AddressKind::forbidden);
  EXPECT_EQ(kind("64:ff9b:1::a00:1"), AddressKind::private_address);
}

TEST(Address, ForbidsReservedRanges) {
  for (const auto* text : {"192.0.0.1", "192.0.0.170", "192.0.2.7", "198.18.0.1", "198.19.255.255",
                           "198.51.100.1", "203.0.113.9", "2001:db8::1", "2001:2::1", "3fff::1",
                           "100::1", "5f00::1", "::ffff:198.18.0.1", "64:ff9b::c612:1"}) {
    EXPECT_EQ(kind(text), AddressKind::forbidden) << text;
  }
}

TEST(Address, ClassifiesPrivateRanges) {
  for (const auto* text : {"127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255",
                           "192.168.1.1", "100.64.0.1", "::1", "fd12::1", "::ffff:10.0.0.1"}) {
    EXPECT_EQ(kind(text), AddressKind::private_address) << text;
  }
}

TEST(Address, ClassifiesOtherAddressesAsPublic) {
  for (const auto* text : {"8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255",
                           "169.253.0.1", "192.0.1.1", "192.0.3.1", "198.17.255.255", "198.20.0.1",
                           "2600::1", "2001:dba::1", "64:ff9b::808:808"}) {
    EXPECT_EQ(kind(text), AddressKind::public_address) << text;
  }
}

TEST(Address, RejectsNonstandardNotation) {
  for (const auto* text : {"", "1", "2852039166", "0x7f.1", "127.1", "1.2.3.4.5", "localhost",
                           "::1%lo", "[::1]", " 127.0.0.1"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(Address, FormatsInStandardNotation) {
  for (const auto* text : {"10.1.2.3", "::1", "2001:db8::7"}) {
    EXPECT_EQ(to_string(parse_address(text).value()), text);
  }
}

TEST(Network, ContainsOnlyAddressesInRange) {
  const auto contains = [](const char* network, const char* address) {
    return parse_network(network).value().contains(parse_address(address).value());
  };
  EXPECT_TRUE(contains("10.0.0.0/8", "10.255.0.1"));
  EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(contains("10.1.2.3", "10.1.2.3"));
  EXPECT_FALSE(contains("10.1.2.3", "10.1.2.2"));
  EXPECT_TRUE(contains("0.0.0.0/0", "8.8.8.8"));
  EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(contains("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(contains("2001:db8::/33", "2001:db8:8000::1"));
}

TEST(Network, RejectsInvalidNetworks) {
  for (const auto* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129",
                           "10.0.0.0/8/8", "db.example.com"}) {
    EXPECT_FALSE(parse_network(text)) << text;
  }
}

}  // namespace
}  // namespace rowhook
