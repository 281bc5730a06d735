#include "postgres/resolve.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <unordered_map>

#include "base/problem.h"
#include "base/text.h"

namespace rowhook {
namespace {

// Maximum number of lookups. A lookup that hangs blocks a thread and cannot be cancelled.
constexpr int kMaxLookups = 64;
// Maximum number of lookups for one domain, because a slow name server usually serves one domain.
constexpr int kMaxLookupsOfDomain = 8;
// A lookup that takes longer is slow. Only a few requests may continue to wait for its domain,
// because each of them takes one of the admitted requests.
constexpr std::chrono::milliseconds kSlow{500};
constexpr int kMaxSlowWaits = 4;

struct HostLookup {
  Deadline::Clock::time_point started = Deadline::Clock::now();
  std::optional<int> status;
  std::vector<IpAddress> addresses;
};

struct Domain {
  int lookups = 0;
  int waits = 0;
  int slow_waits = 0;
};

struct HostLookups {
  std::mutex mutex;
  std::condition_variable done;
  int running = 0;
  std::unordered_map<std::string, std::shared_ptr<HostLookup>> of_host;  ///< running lookups
  std::unordered_map<std::string, Domain> of_domain;  ///< domains with lookups or waits

  void drop_unused(const std::string& domain) {
    const auto found = of_domain.find(domain);
    if (found != of_domain.end() && found->second.lookups == 0 && found->second.waits == 0) {
      of_domain.erase(found);
    }
  }
};

/// Never destroyed: a lookup may outlive main().
HostLookups& all_lookups() {
  static auto& lookups = *new HostLookups;
  return lookups;
}

/// Returns the last two labels of the name.
std::string domain_of(std::string name) {
  if (name.ends_with('.')) name.pop_back();
  const auto last = name.rfind('.');
  if (last == std::string::npos || last == 0) return name;
  const auto second = name.rfind('.', last - 1);
  return second == std::string::npos ? name : name.substr(second + 1);
}

void look_up(const std::string& host, HostLookup& lookup) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int status = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  std::vector<IpAddress> addresses;
  for (auto* entry = found; entry != nullptr; entry = entry->ai_next) {
    const auto address = address_of(*entry->ai_addr);
    if (address && std::ranges::find(addresses, *address) == addresses.end()) {
      addresses.push_back(*address);
    }
  }
  if (found != nullptr) freeaddrinfo(found);
  const std::lock_guard lock(all_lookups().mutex);
  lookup.status = status;
  lookup.addresses = std::move(addresses);
}

[[noreturn]] void refuse_lookup() {
  throw Problem(ProblemCode::overloaded,
                "Too many requests are waiting for host names to be resolved.",
                "Try again in a moment, or use the IP address instead of the name.");
}

/// REQUIRES: the mutex is locked.
std::shared_ptr<HostLookup> begin_lookup(const std::string& name, const std::string& domain) {
  auto& lookups = all_lookups();
  const auto of_domain = lookups.of_domain.find(domain);
  const int lookups_of_domain =
      of_domain == lookups.of_domain.end() ? 0 : of_domain->second.lookups;
  if (lookups.running >= kMaxLookups || lookups_of_domain >= kMaxLookupsOfDomain) refuse_lookup();
  auto lookup = std::make_shared<HostLookup>();
  try {
    std::thread([name, domain, lookup] {
      look_up(name, *lookup);
      auto& all = all_lookups();
      const std::lock_guard lock(all.mutex);
      --all.running;
      --all.of_domain[domain].lookups;
      all.of_host.erase(name);
      all.drop_unused(domain);
      all.done.notify_all();
    }).detach();
  } catch (const std::system_error&) {
    refuse_lookup();
  }
  ++lookups.running;
  ++lookups.of_domain[domain].lookups;
  lookups.of_host[name] = lookup;
  return lookup;
}

/// Counts a request that waits for a lookup, for the lifetime of the object. REQUIRES: the mutex is
/// locked.
class LookupWait {
 public:
  explicit LookupWait(const std::string& domain) : domain_(domain) {
    ++all_lookups().of_domain[domain_].waits;
  }
  ~LookupWait() {
    auto& domain = all_lookups().of_domain[domain_];
    --domain.waits;
    if (slow_) --domain.slow_waits;
    all_lookups().drop_unused(domain_);
  }
  LookupWait(const LookupWait&) = delete;
  LookupWait& operator=(const LookupWait&) = delete;

  /// Called when the lookup becomes slow. Throws overloaded if enough other requests are waiting.
  void become_slow() {
    if (slow_) return;
    auto& domain = all_lookups().of_domain[domain_];
    if (domain.slow_waits >= kMaxSlowWaits) refuse_lookup();
    slow_ = true;
    ++domain.slow_waits;
  }

 private:
  const std::string& domain_;
  bool slow_ = false;
};

}  // namespace

std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline) {
  if (const auto literal = parse_address(host)) return {*literal};
  const auto name = ascii_lower(host);
  const auto domain = domain_of(name);
  auto& lookups = all_lookups();
  std::unique_lock lock(lookups.mutex);
  const auto running = lookups.of_host.find(name);
  const auto lookup =
      running == lookups.of_host.end() ? begin_lookup(name, domain) : running->second;
  LookupWait waiting(domain);
  while (!lookup->status && !deadline.passed()) {
    if (Deadline::Clock::now() - lookup->started > kSlow) waiting.become_slow();
    lookups.done.wait_for(lock, deadline.next_wait());
  }
  if (!lookup->status) {
    throw Problem(ProblemCode::dns_failed, "Resolving the host name took too long.",
                  "Check the host name, or use the IP address instead.");
  }
  if (*lookup->status != 0 || lookup->addresses.empty()) {
    throw Problem(
        ProblemCode::dns_failed, "The host name cannot be resolved.",
        "Check the spelling of the host name, and that it can be resolved from the network "
        "of this service.");
  }
  return lookup->addresses;
}

}  // namespace rowhook
