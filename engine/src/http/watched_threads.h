#pragma once

#include <httplib.h>

#include <functional>
#include <utility>

#include "http/connection_watch.h"

namespace rowhook {

/// httplib's pool of threads, which lets the watch know when a connection waits for one of them.
class WatchedThreads : public httplib::ThreadPool {
 public:
  WatchedThreads(std::size_t threads, ConnectionWatch& watch)
      : ThreadPool(threads), watch_(watch) {}

  // What this returns differs between versions.
  auto enqueue(std::function<void()> work)
      -> decltype(std::declval<httplib::ThreadPool&>().enqueue({})) override {
    watch_.enter_queue();
    return ThreadPool::enqueue([this, work = std::move(work)] {
      watch_.leave_queue();
      work();
    });
  }

 private:
  ConnectionWatch& watch_;
};

}  // namespace rowhook
