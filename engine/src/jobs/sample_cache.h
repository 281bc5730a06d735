#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"
#include "jobs/column_errors.h"
#include "jobs/sample_query.h"
#include "payload/row_mapper.h"

namespace rowhook {

/// One row of a sample.
struct SampleRow {
  RowKey key;
  std::string line;  ///< COPY line with a field for each item; empty if `too_large`
  bool too_large = false;
  /// Items whose values were omitted to make the row fit, the largest first.
  std::vector<std::size_t> omitted_items = {};
};

/// Rows of a source as Postgres sent them.
struct Sample {
  RowSource source;
  std::vector<SelectItem> items;
  std::vector<ColumnError> errors;  ///< items that Postgres cannot evaluate; NULL in every row
  std::vector<SampleRow> rows;
  std::vector<std::string> order;
  std::vector<Warning> warnings;
  std::chrono::system_clock::time_point taken_at;
  bool verify_utf8 = false;  ///< the server does not validate the encoding
  /// RowStream::settings_changed(). False if no value follows settings or not all rows were read.
  bool settings_changed = false;

  /// Returns the approximate size in memory.
  std::size_t bytes() const;

  /// Returns the items for which a row has no value. The result refers to the sample.
  std::vector<MissingValue> missing(const SampleRow& row) const;
};

/// A least recently used cache of samples, so that editing a mapping does not query Postgres again.
/// Bounded in bytes; entries expire. Thread-safe. A sample stays valid after it has been evicted.
class SampleCache {
 public:
  static constexpr std::chrono::minutes kKeepFor{5};

  /// The time for which a sample can be used without checking that its rows may still be read.
  static constexpr std::chrono::seconds kTrustFor{15};

  struct Found {
    std::shared_ptr<const Sample> sample;  ///< null if there is none
    bool trusted = false;                  ///< read or confirmed within the trust time
  };

  explicit SampleCache(std::size_t max_bytes, std::chrono::milliseconds keep_for = kKeepFor,
                       std::chrono::milliseconds trust_for = kTrustFor);
  ~SampleCache();
  SampleCache(const SampleCache&) = delete;
  SampleCache& operator=(const SampleCache&) = delete;

  Found find(const std::string& key);

  /// Restarts the trust time of a sample, after checking that it may still be read.
  void confirm(const std::string& key);

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
    Clock::time_point trusted_until;
  };
  using Entries = std::list<Entry>;  // most recently used first

  void remove_expired();
  void erase(Entries::iterator entry);

  const std::size_t max_bytes_;
  const std::chrono::milliseconds keep_for_;
  const std::chrono::milliseconds trust_for_;
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
