#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <pqxx/pqxx>
#include <string>
#include <thread>

#include "support/sanitized.h"
#include "support/scratch_schema.h"

namespace rowhook::testing {

constexpr std::size_t kMegabyte = 1024 * 1024;

/// The resident memory of a process, this one by default. 0 under a sanitizer, which keeps freed
/// memory.
inline std::size_t resident_bytes(const std::string& process = "self") {
  if (kSanitized) return 0;
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/" + process + "/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// The peak of the resident memory; 0 under a sanitizer. Linux only.
inline std::size_t peak_resident_bytes(const std::string& process) {
  if (kSanitized) return 0;
  std::ifstream status("/proc/" + process + "/status");
  for (std::string word; status >> word;) {
    std::size_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

#ifdef __linux__
/// Changes a limit of a running process. It can be raised again up to `hard`.
inline void limit(const std::string& process, __rlimit_resource resource, rlim_t most,
                  rlim_t hard) {
  const rlimit both{most, hard};
  prlimit(std::stoi(process), resource, &both, nullptr);
}

inline rlim_t address_space_bytes(const std::string& process) {
  rlim_t pages = 0;
  std::ifstream("/proc/" + process + "/statm") >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}
#endif

inline std::ptrdiff_t entries_of(const std::string& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

inline std::ptrdiff_t open_descriptors(const std::string& process) {
  return entries_of("/proc/" + process + "/fd");
}

inline std::ptrdiff_t threads_of(const std::string& process) {
  return entries_of("/proc/" + process + "/task");
}

/// Polls the condition for up to 20 seconds, which is enough on a busy machine.
template <class Condition>
bool comes_true(Condition&& condition) {
  using Clock = std::chrono::steady_clock;
  for (const auto until = Clock::now() + std::chrono::seconds(20); Clock::now() < until;) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}

/// The number of the server's sessions that satisfy an SQL condition.
inline int sessions_where(const std::string& condition) {
  pqxx::connection admin(test_database_url());
  pqxx::nontransaction statement(admin);
  return statement.exec("SELECT count(*) FROM pg_stat_activity WHERE " + condition)[0][0].as<int>();
}

/// Whether the backend ends within the time that Postgres needs after a client disconnects.
inline bool ends_soon(int backend) {
  return comes_true([&] { return sessions_where("pid = " + std::to_string(backend)) == 0; });
}

}  // namespace rowhook::testing
