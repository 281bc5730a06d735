#pragma once

#include <httplib.h>

#include <functional>
#include <utility>

#include "http/connection_watch.h"

namespace rowhook {

/// httplib's pool of threads, which lets the watch know when a connection waits for one of them.
class WatchedThreads : public httplib::TaskQueue {
 public:
  WatchedThreads(std::size_t threads, ConnectionWatch& watch) : threads_(threads), watch_(watch) {}

  // What this returns differs between versions.
  auto enqueue(std::function<void()> work)
      -> decltype(std::declval<httplib::TaskQueue&>().enqueue({})) override {
    watch_.enter_queue();
    return threads_.enqueue([this, work = std::move(work)] {
      watch_.leave_queue();
      work();
    });
  }
  void shutdown() override { threads_.shutdown(); }

 private:
  httplib::ThreadPool threads_;
  ConnectionWatch& watch_;
};

}  // namespace rowhook
