#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/deadline.h"
#include "postgres/session.h"

namespace rowhook {

/// How long one login is relied on: an older session is closed, and the next request logs in again.
/// So a changed password or a role that may no longer log in takes effect.
constexpr std::chrono::seconds kLoginAge{15};

struct PoolLimits {
  std::size_t per_database;
  std::size_t total;
  std::chrono::milliseconds idle_time{60'000};
  std::chrono::milliseconds login_age = kLoginAge;
};

/// Open sessions by database. Safe from any thread.
class Pool {
 public:
  using Connect = std::function<std::unique_ptr<Session>()>;

  /// A session on loan, or the right to open one. Goes back to the pool when the lease ends, and is
  /// closed there unless it is reusable.
  class Lease {
   public:
    Lease(Pool& pool, std::string database, std::unique_ptr<Session> session, Deadline login_until);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    /// Absent until one is put in.
    Session* session() const { return session_.get(); }
    void put(std::unique_ptr<Session> session);

   private:
    Pool& pool_;
    std::string database_;
    std::unique_ptr<Session> session_;
    Deadline login_until_;
  };

  explicit Pool(const PoolLimits& limits);
  /// REQUIRES: no lease is left.
  ~Pool();

  /// Waits for a place until the deadline, then throws overloaded.
  Lease acquire(const std::string& database, const Deadline& deadline);

  /// Closes a database's idle sessions: one of them was found dead, so the others will be.
  void forget(const std::string& database);

 private:
  struct Idle {
    std::unique_ptr<Session> session;
    Deadline close_at;
    Deadline login_until;
  };
  struct Database {
    std::vector<Idle> idle;  ///< the one used last is at the back
    std::size_t leased = 0;
    std::size_t waiting = 0;
  };

  bool has_place(const Database& database) const;
  void release(const std::string& database, std::unique_ptr<Session> session,
               const Deadline& login_until);
  std::unique_ptr<Session> take_oldest_idle();
  std::vector<Idle> take_outdated(Database& database);
  void close_idle();

  const PoolLimits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable stop_;
  std::unordered_map<std::string, Database> databases_;
  std::size_t open_ = 0;  ///< leased and idle, of all databases
  bool stopping_ = false;
  std::thread closer_;
};

}  // namespace rowhook
