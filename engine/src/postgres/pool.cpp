#include "postgres/pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/problem.h"

namespace rowhook {

Pool::Lease::Lease(Pool& pool, std::string login, std::unique_ptr<Session> session)
    : pool_(pool), login_(std::move(login)), session_(std::move(session)) {}

Pool::Lease::~Lease() { pool_.release(login_, std::move(session_)); }

Pool::Pool(const PoolLimits& limits) : limits_(limits), closer_([this] { close_idle(); }) {}

Pool::~Pool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stop_.notify_all();
  }
  closer_.join();
}

bool Pool::has_capacity(const Login& login) const {
  if (!login.idle.empty()) return true;
  if (login.leased >= limits_.per_login) return false;
  return open_ < limits_.total ||
         std::ranges::any_of(logins_, [](const auto& entry) { return !entry.second.idle.empty(); });
}

Pool::Lease Pool::acquire(const std::string& login, const Deadline& deadline) {
  // Closing a connection writes to its socket, so destroy these after the lock is released.
  std::unique_ptr<Session> evicted;
  Sessions outdated;
  std::unique_lock lock(mutex_);
  // References into an unordered_map stay valid after insertions, and logins that are in use are
  // not erased.
  auto& entry = logins_[login];
  outdated = take_outdated(entry);
  ++entry.waiting;
  while (!has_capacity(entry) && !deadline.passed()) changed_.wait_for(lock, deadline.next_wait());
  --entry.waiting;
  if (!has_capacity(entry)) {
    throw Problem(ProblemCode::overloaded, "All connections with this login are in use.",
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
  return Lease(*this, login, std::move(session));
}

bool Pool::is_outdated(const Session& session) const {
  return Deadline::Clock::now() >= session.opened_at() + limits_.login_age;
}

void Pool::release(const std::string& login, std::unique_ptr<Session> session) {
  const bool reusable = session && session->reusable() && !is_outdated(*session);
  const std::lock_guard lock(mutex_);
  auto& entry = logins_[login];
  --entry.leased;
  if (reusable) {
    entry.idle.push_back(std::move(session));
  } else {
    --open_;
  }
  changed_.notify_all();
}

void Pool::forget(const std::string& login) {
  Sessions closing;
  const std::lock_guard lock(mutex_);
  const auto found = logins_.find(login);
  if (found == logins_.end()) return;
  closing.swap(found->second.idle);
  open_ -= closing.size();
  changed_.notify_all();
}

/// Removes and returns the idle sessions whose login is too old.
Pool::Sessions Pool::take_outdated(Login& login) {
  auto& idle = login.idle;
  const auto fresh = std::stable_partition(
      idle.begin(), idle.end(), [this](const auto& session) { return is_outdated(*session); });
  Sessions outdated(std::make_move_iterator(idle.begin()), std::make_move_iterator(fresh));
  idle.erase(idle.begin(), fresh);
  open_ -= outdated.size();
  return outdated;
}

std::unique_ptr<Session> Pool::take_oldest_idle() {
  Login* oldest = nullptr;
  for (auto& [key, login] : logins_) {
    if (login.idle.empty()) continue;
    if (oldest == nullptr || login.idle.front()->opened_at() < oldest->idle.front()->opened_at()) {
      oldest = &login;
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
    for (auto at = logins_.begin(); at != logins_.end();) {
      auto& login = at->second;
      std::ranges::move(take_outdated(login), std::back_inserter(closing));
      const bool unused = login.idle.empty() && login.leased == 0 && login.waiting == 0;
      at = unused ? logins_.erase(at) : std::next(at);
    }
    if (closing.empty()) continue;
    changed_.notify_all();
    lock.unlock();
    closing.clear();
    lock.lock();
  }
}

}  // namespace rowhook
