#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>
#include <thread>

#include "postgres/connect.h"
#include "postgres/resolve.h"
#include "support/fake_server.h"
#include "support/sources.h"

namespace rowhook::testing {

// Names below .test are looked up here, everything else where it always is. A name server that lies
// would do the same to the real function.
std::atomic<int> lookups{0};
std::atomic<bool> name_server_silent{false};
const char* answer_to(std::string_view name) {
  if (name == "metadata.test") return "169.254.169.254";
  if (name == "mapped.test") return "::ffff:169.254.169.254";
  // Another address each time it is asked.
  if (name == "rebinding.test") return lookups++ == 0 ? "127.0.0.1" : "169.254.169.254";
  if (name == "silent.test") {
    ++lookups;
    name_server_silent.wait(true);
    return "127.0.0.1";
  }
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

TEST(Resolving, ACancelledRequestDoesNotWaitForAName) {
  testing::lookups = 0;
  testing::name_server_silent = true;
  Cancellation cancellation;
  std::thread leaving([&] {
    while (testing::lookups == 0) std::this_thread::yield();
    cancellation.cancel();
  });
  const auto deadline = Deadline::in(30s, &cancellation);
  EXPECT_EQ(testing::problem_of([&] { resolve("silent.test", deadline); }).code,
            ProblemCode::dns_failed);
  EXPECT_LT(Deadline::Clock::now(), deadline.at());
  leaving.join();
  testing::name_server_silent = false;
  testing::name_server_silent.notify_all();
}

}  // namespace
}  // namespace rowhook
