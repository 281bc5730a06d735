#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>

#include "postgres/connect.h"
#include "support/fake_server.h"
#include "support/sources.h"

namespace rowhook::testing {

// Names below .test are looked up here, everything else where it always is. A name server that lies
// would do the same to the real function.
std::atomic<int> lookups{0};
const char* answer_to(std::string_view name) {
  if (name == "metadata.test") return "169.254.169.254";
  if (name == "mapped.test") return "::ffff:169.254.169.254";
  // Another address each time it is asked.
  if (name == "rebinding.test") return lookups++ == 0 ? "127.0.0.1" : "169.254.169.254";
  return nullptr;
}

}  // namespace rowhook::testing

extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  static const auto real =
      reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
  const char* answer = name == nullptr ? nullptr : rowhook::testing::answer_to(name);
  return real(answer == nullptr ? name : answer, service, hints, found);
}

namespace rowhook {
namespace {

using namespace std::chrono_literals;

const ConnectSettings kResolveSettings{AddressPolicy({}, {}), 2s, std::nullopt};

ProblemCode code_of_connecting(const std::string& host, int port) {
  const auto source = ConnectionString::parse("postgres://u:canary@" + host + ":" +
                                              std::to_string(port) + "/d?sslmode=disable");
  return testing::problem_of([&] { connect(source, kResolveSettings, testing::soon()); }).code;
}

TEST(Resolving, A02_ANameOfAMetadataAddressIsRefused) {
  EXPECT_EQ(code_of_connecting("metadata.test", 80), ProblemCode::host_not_allowed);
  EXPECT_EQ(code_of_connecting("mapped.test", 80), ProblemCode::host_not_allowed);
}

TEST(Resolving, A03_ANameIsResolvedOnceAndItsCheckedAddressUsed) {
  testing::lookups = 0;
  const testing::FakeServer closing([](int) {});
  EXPECT_EQ(code_of_connecting("rebinding.test", closing.port()), ProblemCode::connection_lost);
  EXPECT_EQ(testing::lookups, 1);
}

}  // namespace
}  // namespace rowhook
