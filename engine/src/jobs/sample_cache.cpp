#include "jobs/sample_cache.h"

#include <algorithm>
#include <vector>

namespace rowhook {
namespace {

/// Returns the text after its length, so that joined parts are unambiguous.
std::string key_part(const std::string& text) { return std::to_string(text.size()) + ":" + text; }

std::string key_part(const std::vector<Condition>& conditions) {
  std::string key;
  for (const auto& condition : conditions) {
    key += key_part(condition.column) + std::string(kOperatorNames[condition.is]);
    for (const auto& value : condition.values) key += key_part(value);
    key += ";";
  }
  return key_part(key);
}

}  // namespace

SampleCache::SampleCache(std::size_t max_bytes, std::chrono::milliseconds keep_for,
                         std::chrono::milliseconds recheck_after)
    : max_bytes_(max_bytes),
      keep_for_(keep_for),
      recheck_after_(recheck_after),
      thread_([this] { remove_expired(); }) {}

SampleCache::~SampleCache() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  thread_.join();
}

SampleCache::Found SampleCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return {};
  entries_.splice(entries_.begin(), entries_, found->second);
  const auto& entry = *found->second;
  return {entry.sample, Clock::now() < entry.recheck_at};
}

void SampleCache::mark_checked(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) found->second->recheck_at = Clock::now() + recheck_after_;
}

void SampleCache::forget(const std::string& canonical_connection) {
  const auto prefix = key_part(canonical_connection);
  const std::lock_guard lock(mutex_);
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto current = entry++;
    if (current->key.starts_with(prefix)) erase(current);
  }
}

void SampleCache::put(const std::string& key, std::shared_ptr<const Sample> sample) {
  const auto bytes = sample->bytes() + 2 * key.size();
  const std::lock_guard lock(mutex_);
  if (const auto old = by_key_.find(key); old != by_key_.end()) erase(old->second);
  if (bytes > max_bytes_) return;
  while (bytes_ + bytes > max_bytes_) erase(std::prev(entries_.end()));
  const auto now = Clock::now();
  entries_.push_front({key, std::move(sample), bytes, now + keep_for_, now + recheck_after_});
  by_key_.emplace(key, entries_.begin());
  bytes_ += bytes;
}

// An entry that is added during the wait expires after the end of the wait, so put() need not wake
// this thread.
void SampleCache::remove_expired() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = Clock::now();
    auto next = now + keep_for_;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const auto current = entry++;
      if (now >= current->expires) {
        erase(current);
      } else {
        next = std::min(next, current->expires);
      }
    }
    changed_.wait_until(lock, next);
  }
}

void SampleCache::erase(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

std::string sample_key(const std::string& canonical_connection, const Source& source,
                       const RowSelection& selection) {
  std::string key;
  for (const auto* part : {&canonical_connection, &source.relation.schema, &source.relation.name,
                           &source.query, &selection.null_column}) {
    key += key_part(*part);
  }
  for (const auto& column : source.key) key += key_part(column);
  return key + "k" + key_part(source.where) + key_part(selection.where) +
         std::to_string(static_cast<int>(selection.pick)) + ":" + std::to_string(selection.limit);
}

}  // namespace rowhook
