#include "postgres/pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/problem.h"

namespace rowhook {

Pool::Lease::Lease(Pool& pool, std::string database, std::unique_ptr<Session> session)
    : pool_(pool), database_(std::move(database)), session_(std::move(session)) {}

Pool::Lease::~Lease() { pool_.release(database_, std::move(session_)); }

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
  return open_ < limits_.total || std::ranges::any_of(databases_, [](const auto& entry) {
           return !entry.second.idle.empty();
         });
}

Pool::Lease Pool::acquire(const std::string& database, const Deadline& deadline) {
  // Closing a connection writes to its socket, so destroy these after the lock is released.
  std::unique_ptr<Session> evicted;
  Sessions outdated;
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
  if (!entry.idle.empty()) {
    session = std::move(entry.idle.back());
    entry.idle.pop_back();
  } else {
    if (open_ >= limits_.total) evicted = take_oldest_idle();
    ++open_;
  }
  ++entry.leased;
  lock.unlock();
  return Lease(*this, database, std::move(session));
}

bool Pool::is_outdated(const Session& session) const {
  return Deadline::Clock::now() >= session.opened_at() + limits_.login_age;
}

void Pool::release(const std::string& database, std::unique_ptr<Session> session) {
  const bool reusable = session && session->reusable() && !is_outdated(*session);
  const std::lock_guard lock(mutex_);
  auto& entry = databases_[database];
  --entry.leased;
  if (reusable) {
    entry.idle.push_back(std::move(session));
  } else {
    --open_;
  }
  changed_.notify_all();
}

void Pool::forget(const std::string& database) {
  Sessions closing;
  const std::lock_guard lock(mutex_);
  const auto found = databases_.find(database);
  if (found == databases_.end()) return;
  closing.swap(found->second.idle);
  open_ -= closing.size();
  changed_.notify_all();
}

/// Removes and returns the idle sessions whose login is too old.
Pool::Sessions Pool::take_outdated(Database& database) {
  auto& idle = database.idle;
  const auto fresh = std::stable_partition(
      idle.begin(), idle.end(), [this](const auto& session) { return is_outdated(*session); });
  Sessions outdated(std::make_move_iterator(idle.begin()), std::make_move_iterator(fresh));
  idle.erase(idle.begin(), fresh);
  open_ -= outdated.size();
  return outdated;
}

std::unique_ptr<Session> Pool::take_oldest_idle() {
  Database* oldest = nullptr;
  for (auto& [key, database] : databases_) {
    if (database.idle.empty()) continue;
    if (oldest == nullptr ||
        database.idle.front()->opened_at() < oldest->idle.front()->opened_at()) {
      oldest = &database;
    }
  }
  auto session = std::move(oldest->idle.front());
  oldest->idle.erase(oldest->idle.begin());
  --open_;
  return session;
}

void Pool::close_idle() {
  constexpr std::chrono::seconds kInterval{5};
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, kInterval, [&] { return stopping_; })) {
    Sessions closing;
    for (auto at = databases_.begin(); at != databases_.end();) {
      auto& database = at->second;
      std::ranges::move(take_outdated(database), std::back_inserter(closing));
      const bool unused = database.idle.empty() && database.leased == 0 && database.waiting == 0;
      at = unused ? databases_.erase(at) : std::next(at);
    }
    if (closing.empty()) continue;
    changed_.notify_all();
    lock.unlock();
    closing.clear();
    lock.lock();
  }
}

}  // namespace rowhook
