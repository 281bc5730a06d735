#include "connection/ssl_mode.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

std::vector<IpAddress> addresses(const std::vector<const char*>& texts) {
  std::vector<IpAddress> addresses;
  for (const auto* text : texts) addresses.push_back(parse_address(text).value());
  return addresses;
}

TEST(Encryption, IsRequiredAtPublicAddressesByDefault) {
  constexpr Encryption kRequired{SslMode::require, false};
  constexpr Encryption kIfOffered{SslMode::require, true};
  const auto in_public = addresses({"93.184.216.34"});
  const auto in_private = addresses({"10.0.0.7", "127.0.0.1", "fd12::1"});
  const auto in_both = addresses({"10.0.0.7", "2606:2800:220:1::1"});
  EXPECT_EQ(encryption_for({}, in_public), kRequired);
  EXPECT_EQ(encryption_for({}, in_both), kRequired);
  EXPECT_EQ(encryption_for({}, in_private), kIfOffered);
  for (const auto& anywhere : {in_public, in_private}) {
    EXPECT_EQ(encryption_for(SslMode::allow, anywhere), kIfOffered);
    EXPECT_EQ(encryption_for(SslMode::prefer, anywhere), kIfOffered);
    for (const auto mode :
         {SslMode::disable, SslMode::require, SslMode::verify_ca, SslMode::verify_full}) {
      EXPECT_EQ(encryption_for(mode, anywhere), (Encryption{mode, false}));
    }
  }
}

}  // namespace
}  // namespace rowhook
