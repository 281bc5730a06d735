#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "api/catalog.h"
#include "api/export.h"
#include "api/preview.h"
#include "api/sample.h"
#include "base/log.h"
#include "config.h"
#include "http/server.h"
#include "jobs/sampler.h"
#include "postgres/databases.h"

namespace {

// Exit code for invalid settings, as shells use it for wrong usage.
constexpr int kBadConfiguration = 2;

/// Disables core dumps: a crash must not write passwords and rows to disk. A limit of one byte,
/// unlike zero, also prevents the kernel from piping the core dump to a program (core(5)).
void forbid_core_dumps() {
  const rlimit one_byte{1, 1};
  setrlimit(RLIMIT_CORE, &one_byte);
}

/// Sets how glibc's malloc keeps freed memory. By default it creates up to eight arenas per core,
/// and each keeps what its threads have freed: with some hundred threads, memory would grow for
/// hours before it levels off. It also returns freed memory to Linux as soon as 128 kB are at the
/// end of an arena, so that each piece of an export and each list of relations would cost system
/// calls and page faults.
void configure_malloc() {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);
  // mallopt(3): glibc adapts this threshold only until one of the two is set.
  mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
#endif
}

/// Blocks the stop signals in all threads, so that one thread can wait for them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Stops the server when the process receives a stop signal.
class Stopper {
 public:
  Stopper(rowhook::HttpServer& server, const sigset_t& signals)
      : thread_([&server, signals] {
          int signal = 0;
          sigwait(&signals, &signal);
          server.stop();
        }) {}
  ~Stopper() {
    // Ends the wait of the thread if the server stopped by itself.
    kill(getpid(), SIGTERM);
    thread_.join();
  }
  Stopper(const Stopper&) = delete;
  Stopper& operator=(const Stopper&) = delete;

 private:
  std::thread thread_;
};

void serve(const rowhook::Config& config, const sigset_t& stop_signals) {
  rowhook::set_log_level(config.log_level);
  rowhook::Databases databases(config);
  rowhook::Sampler sampler(
      databases, {config.sample_cache_bytes, {config.row_limit_bytes, config.preview_limit_bytes}});
  rowhook::HttpServer server(config);
  rowhook::add_catalog_routes(server, databases);
  rowhook::add_sample_route(server, sampler);
  rowhook::add_preview_route(server, sampler);
  rowhook::add_export_route(server, databases, {config.row_limit_bytes, config.export_timeout});
  const int port = server.bind();
  {
    const Stopper stopper(server, stop_signals);
    rowhook::log_event(rowhook::LogLevel::info, "listening",
                       {{"host", config.host}, {"port", port}});
    server.run();
  }
  rowhook::log_event(rowhook::LogLevel::info, "stopped");
}

}  // namespace

int main() {
  try {
    forbid_core_dumps();
    configure_malloc();
    std::signal(SIGPIPE, SIG_IGN);
    const auto stop_signals = block_stop_signals();
    const auto config = rowhook::read_config(rowhook::process_environment);
    rowhook::isolate_from_environment();
    serve(config, stop_signals);
    return EXIT_SUCCESS;
  } catch (const rowhook::ConfigError& error) {
    for (const auto& message : error.errors) std::cerr << message << '\n';
    return kBadConfiguration;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
