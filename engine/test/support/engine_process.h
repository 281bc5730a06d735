#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "support/sanitized.h"

namespace rowhook::testing {

constexpr const char* kEngineToken = "a-token-of-the-tests";

/// The engine's program with exactly this environment. Killed by the destructor.
class EngineProcess {
 public:
  using Limits = std::vector<std::pair<int, rlim_t>>;

  /// `limits`: resources and values for setrlimit(2).
  explicit EngineProcess(std::vector<std::string> environment, const Limits& limits = {}) {
    std::array<char, 32> name{"/tmp/rowhook-engine-XXXXXX"};
    const int log = mkstemp(name.data());
    log_path_ = name.data();
    std::vector<char*> entries;
    for (auto& entry : environment) entries.push_back(entry.data());
    entries.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) {
#ifdef __linux__
      // Ends the engine if the test run crashes.
      prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
      dup2(log, STDOUT_FILENO);
      dup2(log, STDERR_FILENO);
      for (const auto& [resource, most] : limits) {
        const rlimit both{most, most};
        setrlimit(static_cast<__rlimit_resource>(resource), &both);
      }
      execle(ROWHOOK_ENGINE_BINARY, "rowhook-engine", nullptr, entries.data());
      _exit(127);
    }
    close(log);
  }
  ~EngineProcess() {
    if (!status_) {
      signal(SIGKILL);
      wait();
    }
    std::remove(log_path_.c_str());
  }
  EngineProcess(const EngineProcess&) = delete;
  EngineProcess& operator=(const EngineProcess&) = delete;

  void signal(int number) const { kill(process_, number); }

  pid_t pid() const { return process_; }

  /// Returns the exit code, or the negated number of the signal that ended it.
  int wait() {
    if (!status_) {
      int status = 0;
      waitpid(process_, &status, 0);
      set_status(status);
    }
    return *status_;
  }

  bool has_ended() {
    int status = 0;
    if (!status_ && waitpid(process_, &status, WNOHANG) == process_) set_status(status);
    return status_.has_value();
  }

  /// Whether a core dump was written when the process ended.
  bool dumped_core() const { return dumped_core_; }

  /// Returns everything written to stdout and stderr so far.
  std::string output() const {
    std::ostringstream text;
    text << std::ifstream(log_path_).rdbuf();
    return text.str();
  }

  /// Resident memory, now and at its peak. The current value is 0 under a sanitizer, where it would
  /// mean nothing. Linux only.
  long memory_kilobytes() const { return kSanitized ? 0 : status_line("VmRSS:"); }
  long peak_memory_kilobytes() const { return status_line("VmHWM:"); }

  /// Waits until the engine listens and returns its port.
  int port() const {
    for (int tries = 0; tries < 500; ++tries) {
      std::istringstream lines(output());
      for (std::string line; std::getline(lines, line);) {
        const auto event = Json::parse(line, nullptr, false);
        if (event.is_object() && event.value("msg", "") == "listening") return event.at("port");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    throw std::runtime_error("the engine did not start: " + output());
  }

 private:
  void set_status(int status) {
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    dumped_core_ = WIFSIGNALED(status) && WCOREDUMP(status);
  }

  long status_line(const std::string& name) const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string word; status >> word;) {
      long value = 0;
      if (word == name && status >> value) return value;
    }
    throw std::runtime_error("/proc has no " + name);
  }

  pid_t process_;
  std::string log_path_;
  std::optional<int> status_;
  bool dumped_core_ = false;
};

}  // namespace rowhook::testing
