#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "catalog/source.h"
#include "jobs/sample.h"
#include "jobs/sample_query.h"

namespace rowhook {

/// A least recently used cache of samples, so that editing a mapping does not query Postgres again.
/// Bounded in bytes; entries expire. Thread-safe. A sample stays valid after it has been evicted.
class SampleCache {
 public:
  static constexpr std::chrono::minutes kKeepFor{5};

  /// The time for which a sample can be used without checking that its rows may still be read.
  static constexpr std::chrono::seconds kRecheckAfter{15};

  struct Found {
    std::shared_ptr<const Sample> sample;  ///< null if there is none
    bool access_checked = false;  ///< by reading it or by mark_checked(), within kRecheckAfter
  };

  explicit SampleCache(std::size_t max_bytes, std::chrono::milliseconds keep_for = kKeepFor,
                       std::chrono::milliseconds recheck_after = kRecheckAfter);
  ~SampleCache();
  SampleCache(const SampleCache&) = delete;
  SampleCache& operator=(const SampleCache&) = delete;

  Found find(const std::string& key);

  /// Records that a sample may still be read.
  void mark_checked(const std::string& key);

  /// Removes all samples of a connection.
  void forget(const std::string& canonical_connection);

  /// Adds a sample, unless it is larger than the whole cache.
  void put(const std::string& key, std::shared_ptr<const Sample> sample);

 private:
  using Clock = std::chrono::steady_clock;

  struct Entry {
    std::string key;
    std::shared_ptr<const Sample> sample;
    std::size_t bytes;
    Clock::time_point expires;
    Clock::time_point recheck_at;
  };
  using Entries = std::list<Entry>;  // most recently used first

  void remove_expired();
  void erase(Entries::iterator entry);

  const std::size_t max_bytes_;
  const std::chrono::milliseconds keep_for_;
  const std::chrono::milliseconds recheck_after_;
  std::mutex mutex_;
  Entries entries_;
  std::unordered_map<std::string, Entries::iterator> by_key_;
  std::size_t bytes_ = 0;
  bool stopping_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

/// Returns the cache key of a sample. It contains the password of the connection string, so it must
/// not leave memory.
std::string sample_key(const std::string& canonical_connection, const Source& source,
                       const RowSelection& selection);

}  // namespace rowhook
