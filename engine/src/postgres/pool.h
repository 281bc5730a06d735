#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "postgres/session.h"

namespace rowhook {

/// Maximum age of a login. An older session is closed, and the next request logs in again, so that
/// a changed password or a revoked LOGIN takes effect.
constexpr std::chrono::seconds kLoginAge{15};

struct PoolLimits {
  std::size_t per_login;
  std::size_t total;
  std::chrono::milliseconds login_age = kLoginAge;
};

/// A pool of open sessions for each login to a database. Safe from any thread.
class Pool {
 public:
  /// A leased session, or the right to open one. The destructor returns the session to the pool,
  /// which closes it unless it is reusable.
  class Lease {
   public:
    Lease(Pool& pool, std::string login, std::unique_ptr<Session> session);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    /// Null until put() is called.
    Session* session() const { return session_.get(); }
    void put(std::unique_ptr<Session> session) { session_ = std::move(session); }

   private:
    Pool& pool_;
    std::string login_;
    std::unique_ptr<Session> session_;
  };

  explicit Pool(const PoolLimits& limits);
  /// REQUIRES: no lease exists.
  ~Pool();

  /// Waits until a session may be used or opened. Throws overloaded at the deadline.
  Lease acquire(const std::string& login, const Deadline& deadline);

  /// Closes the idle sessions of a login. Called when one of them is dead, because the others
  /// probably are too.
  void forget(const std::string& login);

 private:
  using Sessions = std::vector<std::unique_ptr<Session>>;
  struct Login {
    Sessions idle;  ///< the most recently used session is at the back
    std::size_t leased = 0;
    std::size_t waiting = 0;
  };

  bool has_capacity(const Login& login) const;
  bool is_outdated(const Session& session) const;
  void release(const std::string& login, std::unique_ptr<Session> session);
  std::unique_ptr<Session> take_oldest_idle();
  Sessions take_outdated(Login& login);
  void close_idle();

  const PoolLimits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable stop_;
  std::unordered_map<std::string, Login> logins_;
  std::size_t open_ = 0;  ///< leased and idle sessions of all logins
  bool stopping_ = false;
  std::thread closer_;
};

}  // namespace rowhook
