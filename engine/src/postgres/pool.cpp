#include "postgres/pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/problem.h"

namespace rowhook {

Pool::Lease::Lease(Pool& pool, std::string database, std::unique_ptr<Session> session,
                   Deadline login_until)
    : pool_(pool),
      database_(std::move(database)),
      session_(std::move(session)),
      login_until_(login_until) {}

Pool::Lease::~Lease() { pool_.release(database_, std::move(session_), login_until_); }

void Pool::Lease::put(std::unique_ptr<Session> session) {
  session_ = std::move(session);
  login_until_ = Deadline::in(pool_.limits_.login_age);
}

Pool::Pool(const PoolLimits& limits) : limits_(limits), closer_([this] { close_idle(); }) {}

Pool::~Pool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stop_.notify_all();
  }
  closer_.join();
}

bool Pool::has_capacity(const Database& database) const {
  if (!database.idle.empty()) return true;
  if (database.leased >= limits_.per_database) return false;
  return open_ < limits_.total ||
         std::any_of(databases_.begin(), databases_.end(),
                     [](const auto& entry) { return !entry.second.idle.empty(); });
}

Pool::Lease Pool::acquire(const std::string& database, const Deadline& deadline) {
  // Closing a connection writes to its socket, so destroy these after the lock is released.
  std::unique_ptr<Session> evicted;
  std::vector<Idle> outdated;
  std::unique_lock lock(mutex_);
  // References into an unordered_map stay valid after insertions, and databases that are in use are
  // not erased.
  auto& entry = databases_[database];
  outdated = take_outdated(entry);
  ++entry.waiting;
  while (!has_capacity(entry) && !deadline.passed()) changed_.wait_for(lock, deadline.next_wait());
  --entry.waiting;
  if (!has_capacity(entry)) {
    throw Problem(ProblemCode::overloaded, "All connections to this database are in use.",
                  "Try again in a moment.");
  }
  std::unique_ptr<Session> session;
  auto login_until = Deadline::in(limits_.login_age);
  if (!entry.idle.empty()) {
    session = std::move(entry.idle.back().session);
    login_until = entry.idle.back().login_until;
    entry.idle.pop_back();
  } else {
    if (open_ >= limits_.total) evicted = take_oldest_idle();
    ++open_;
  }
  ++entry.leased;
  lock.unlock();
  return Lease(*this, database, std::move(session), login_until);
}

void Pool::release(const std::string& database, std::unique_ptr<Session> session,
                   const Deadline& login_until) {
  const bool reusable = session && session->reusable() && !login_until.passed();
  const std::lock_guard lock(mutex_);
  auto& entry = databases_[database];
  --entry.leased;
  if (reusable) {
    entry.idle.push_back({std::move(session), Deadline::in(limits_.idle_time), login_until});
  } else {
    --open_;
  }
  changed_.notify_all();
}

void Pool::forget(const std::string& database) {
  std::vector<Idle> closing;
  const std::lock_guard lock(mutex_);
  const auto found = databases_.find(database);
  if (found == databases_.end()) return;
  closing.swap(found->second.idle);
  open_ -= closing.size();
  changed_.notify_all();
}

/// Removes and returns the idle sessions whose login is too old.
std::vector<Pool::Idle> Pool::take_outdated(Database& database) {
  auto& idle = database.idle;
  const auto fresh = std::stable_partition(
      idle.begin(), idle.end(), [](const Idle& entry) { return entry.login_until.passed(); });
  std::vector<Idle> outdated(std::make_move_iterator(idle.begin()), std::make_move_iterator(fresh));
  idle.erase(idle.begin(), fresh);
  open_ -= outdated.size();
  return outdated;
}

std::unique_ptr<Session> Pool::take_oldest_idle() {
  Database* oldest = nullptr;
  for (auto& [key, database] : databases_) {
    if (database.idle.empty()) continue;
    if (oldest == nullptr ||
        database.idle.front().close_at.at() < oldest->idle.front().close_at.at()) {
      oldest = &database;
    }
  }
  auto session = std::move(oldest->idle.front().session);
  oldest->idle.erase(oldest->idle.begin());
  --open_;
  return session;
}

void Pool::close_idle() {
  constexpr std::chrono::seconds kInterval{5};
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, std::min<std::chrono::milliseconds>(kInterval, limits_.idle_time),
                         [&] { return stopping_; })) {
    std::vector<Idle> closing;
    for (auto database = databases_.begin(); database != databases_.end();) {
      auto& idle = database->second.idle;
      const auto keep = std::find_if(idle.begin(), idle.end(),
                                     [](const Idle& entry) { return !entry.close_at.passed(); });
      std::move(idle.begin(), keep, std::back_inserter(closing));
      idle.erase(idle.begin(), keep);
      const bool unused =
          idle.empty() && database->second.leased == 0 && database->second.waiting == 0;
      database = unused ? databases_.erase(database) : std::next(database);
    }
    open_ -= closing.size();
    if (closing.empty()) continue;
    changed_.notify_all();
    lock.unlock();
    closing.clear();
    lock.lock();
  }
}

}  // namespace rowhook
