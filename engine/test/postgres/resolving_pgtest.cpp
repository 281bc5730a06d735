#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "postgres/connect.h"
#include "postgres/resolve.h"
#include "support/fake_server.h"
#include "support/sources.h"

namespace rowhook::testing {

// Resolves names under .test here, all others with the real function. A malicious name server could
// return the same addresses.
std::atomic<int> lookups{0};
std::atomic<bool> name_server_silent{false};
std::atomic<int> silent_lookups{0};
const char* fake_address_of(std::string_view name) {
  if (name == "metadata.test") return "169.254.169.254";
  if (name == "mapped.test") return "::ffff:169.254.169.254";
  // A different address for each lookup.
  if (name == "rebinding.test") return lookups++ == 0 ? "127.0.0.1" : "169.254.169.254";
  // Each test uses its own domain, because lookups of an earlier test may still be running.
  if (name.ends_with("silent.test")) {
    ++lookups;
    ++silent_lookups;
    name_server_silent.wait(true);
    --silent_lookups;
    return "127.0.0.1";
  }
  if (name == "other.test") return "127.0.0.1";
  return nullptr;
}

}  // namespace rowhook::testing

extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  static const auto real =
      reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
  const char* address = name == nullptr ? nullptr : rowhook::testing::fake_address_of(name);
  return real(address == nullptr ? name : address, service, hints, found);
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

TEST(Resolving, RejectsNameOfMetadataAddress) {
  EXPECT_EQ(code_of_connecting("metadata.test", 80), ProblemCode::host_not_allowed);
  EXPECT_EQ(code_of_connecting("mapped.test", 80), ProblemCode::host_not_allowed);
}

TEST(Resolving, ResolvesOnceAndUsesCheckedAddress) {
  testing::lookups = 0;
  const testing::FakeServer closing([](int) {});
  EXPECT_EQ(code_of_connecting("rebinding.test", closing.port()), ProblemCode::connection_lost);
  EXPECT_EQ(testing::lookups, 1);
}

/// While this object lives, the name server does not respond.
class SilentNameServer {
 public:
  SilentNameServer() {
    testing::lookups = 0;
    testing::name_server_silent = true;
  }
  ~SilentNameServer() {
    testing::name_server_silent = false;
    testing::name_server_silent.notify_all();
    // A lookup that has not woken up yet would not notice that the next server is silent again.
    while (testing::silent_lookups > 0) std::this_thread::yield();
  }
  SilentNameServer(const SilentNameServer&) = delete;
  SilentNameServer& operator=(const SilentNameServer&) = delete;
};

TEST(Resolving, StopsWaitingWhenCancelled) {
  const SilentNameServer silent;
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
}

/// The number of concurrent requests that were refused at once, and of those that waited for their
/// whole timeout.
struct Outcomes {
  std::atomic<int> overloaded{0};
  std::atomic<int> waited{0};
};

void resolve_all(const std::vector<std::string>& names, Outcomes& outcomes) {
  std::vector<std::thread> requests;
  for (const auto& name : names) {
    requests.emplace_back([&outcomes, name] {
      const auto code = testing::problem_of([&] { resolve(name, Deadline::in(2s)); }).code;
      ++(code == ProblemCode::overloaded ? outcomes.overloaded : outcomes.waited);
    });
  }
  for (auto& request : requests) request.join();
}

TEST(Resolving, SharesSlowLookupAndLimitsWaitingRequests) {
  const SilentNameServer silent;
  Outcomes outcomes;
  resolve_all(std::vector<std::string>(40, "once-silent.test"), outcomes);
  EXPECT_EQ(testing::lookups, 1);
  EXPECT_EQ(outcomes.waited, 4);
  EXPECT_EQ(outcomes.overloaded, 36);
}

TEST(Resolving, ResolvesOtherNamesDuringSlowLookups) {
  const SilentNameServer silent;
  std::vector<std::string> names;
  for (int i = 0; i < 100; ++i) names.push_back("db" + std::to_string(i) + ".many-silent.test");
  Outcomes outcomes;
  std::thread slow([&] { resolve_all(names, outcomes); });
  while (testing::lookups < 8) std::this_thread::yield();
  EXPECT_EQ(resolve("other.test", testing::soon()).size(), 1U);
  EXPECT_EQ(outcomes.waited, 0) << "it waited for another name";
  slow.join();
  EXPECT_EQ(testing::lookups, 8);
  EXPECT_EQ(outcomes.waited, 4);
}

TEST(Resolving, AcceptsManyRequestsForFastName) {
  Outcomes outcomes;
  std::vector<std::thread> requests;
  for (int i = 0; i < 40; ++i) {
    requests.emplace_back([&] {
      outcomes.waited += static_cast<int>(resolve("OTHER.test", testing::soon()).size());
    });
  }
  for (auto& request : requests) request.join();
  EXPECT_EQ(outcomes.waited, 40);
}

}  // namespace
}  // namespace rowhook
