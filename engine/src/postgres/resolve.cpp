#include "postgres/resolve.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "error.h"

namespace rowhook {
namespace {

// Each hung look-up holds a thread; beyond this many a new one is refused.
constexpr int kMostLookups = 32;
std::atomic<int> running_lookups{0};

/// One of the running look-ups, while it lives.
class LookupPlace {
 public:
  LookupPlace() {
    if (running_lookups.fetch_add(1) < kMostLookups) return;
    running_lookups.fetch_sub(1);
    throw Problem(ProblemCode::overloaded, "Too many host names are being looked up.");
  }
  ~LookupPlace() { running_lookups.fetch_sub(1); }
  LookupPlace(const LookupPlace&) = delete;
  LookupPlace& operator=(const LookupPlace&) = delete;
};

struct Lookup {
  std::mutex mutex;
  std::condition_variable done;
  std::optional<int> status;
  std::vector<IpAddress> addresses;
};

void look_up(const std::string& host, Lookup& lookup) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int status = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  std::vector<IpAddress> addresses;
  for (auto* entry = found; entry != nullptr; entry = entry->ai_next) {
    const auto address = address_of(*entry->ai_addr);
    if (address && std::find(addresses.begin(), addresses.end(), *address) == addresses.end()) {
      addresses.push_back(*address);
    }
  }
  if (found != nullptr) freeaddrinfo(found);
  const std::lock_guard lock(lookup.mutex);
  lookup.status = status;
  lookup.addresses = std::move(addresses);
  lookup.done.notify_all();
}

}  // namespace

std::vector<IpAddress> resolve(const std::string& host, const Deadline& deadline) {
  if (const auto literal = parse_address(host)) return {*literal};
  const auto lookup = std::make_shared<Lookup>();
  std::thread([host, lookup, place = std::make_shared<const LookupPlace>()] {
    look_up(host, *lookup);
  }).detach();

  std::unique_lock lock(lookup->mutex);
  while (!lookup->status && !deadline.passed()) lookup->done.wait_for(lock, deadline.next_wait());
  if (!lookup->status) {
    throw Problem(ProblemCode::dns_failed, "Looking up the host name took too long.",
                  "Check the host name, or give the address instead.");
  }
  if (*lookup->status != 0 || lookup->addresses.empty()) {
    throw Problem(ProblemCode::dns_failed, "No address is known for this host name.",
                  "Check the host name for typing errors, and that this service's network knows "
                  "it.");
  }
  return lookup->addresses;
}

}  // namespace rowhook
