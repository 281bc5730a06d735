#include "postgres/resolve.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <unordered_map>

#include "base/admission.h"
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

constexpr const char* kTooManyLookups =
    "Too many requests are waiting for host names to be resolved.";
constexpr const char* kUseAddress =
    "Try again in a moment, or use the IP address instead of the name.";

struct HostLookup {
  Deadline::Clock::time_point started = Deadline::Clock::now();
  std::optional<Admission::Slot> slot;  ///< until the lookup has ended
  std::optional<Admission::Slot> slot_of_domain;
  std::optional<int> status;
  std::vector<IpAddress> addresses;
};

struct HostLookups {
  std::mutex mutex;
  std::condition_variable done;
  std::unordered_map<std::string, std::shared_ptr<HostLookup>> running;  ///< by host name
  Admission lookups{kMaxLookups, kTooManyLookups, kUseAddress};
  Admission lookups_of_domain{kMaxLookupsOfDomain, kTooManyLookups, kUseAddress};
  Admission slow_waits_of_domain{kMaxSlowWaits, kTooManyLookups, kUseAddress};
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

/// Resolves the host and ends the lookup.
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
  auto& all = all_lookups();
  const std::lock_guard lock(all.mutex);
  lookup.status = status;
  lookup.addresses = std::move(addresses);
  lookup.slot.reset();
  lookup.slot_of_domain.reset();
  all.running.erase(host);
  all.done.notify_all();
}

/// REQUIRES: the mutex is locked.
std::shared_ptr<HostLookup> begin_lookup(const std::string& name, const std::string& domain) {
  auto& all = all_lookups();
  auto lookup = std::make_shared<HostLookup>();
  lookup->slot.emplace(all.lookups);
  lookup->slot_of_domain.emplace(all.lookups_of_domain, domain);
  try {
    std::thread([name, lookup] { look_up(name, *lookup); }).detach();
  } catch (const std::system_error&) {
    all.lookups.throw_overloaded();
  }
  all.running[name] = lookup;
  return lookup;
}

}  // namespace

std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline) {
  if (const auto literal = parse_address(host)) return {*literal};
  const auto name = ascii_lower(host);
  const auto domain = domain_of(name);
  auto& all = all_lookups();
  std::unique_lock lock(all.mutex);
  const auto running = all.running.find(name);
  const auto lookup = running == all.running.end() ? begin_lookup(name, domain) : running->second;
  std::optional<Admission::Slot> slow_wait;
  while (!lookup->status && !deadline.passed()) {
    if (!slow_wait && Deadline::Clock::now() - lookup->started > kSlow) {
      slow_wait.emplace(all.slow_waits_of_domain, domain);
    }
    all.done.wait_for(lock, deadline.next_wait());
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
