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
  std::string line;  ///< COPY text, one field an item; empty when too large
  bool too_large = false;
  /// The items whose values were left out, the largest first, so that the others fit.
  std::vector<std::size_t> left_out = {};
};

/// Rows as Postgres gave them, together with what was asked.
struct Sample {
  RowSource source;
  std::vector<SelectItem> items;
  std::vector<ColumnError> errors;  ///< of items that are NULL in every row
  std::vector<SampleRow> rows;
  std::vector<std::string> order;
  std::vector<Warning> warnings;
  std::chrono::system_clock::time_point taken_at;
  bool verify_utf8 = false;  ///< the server does not vouch for the encoding
  /// As RowStream::settings_changed(); false where no value follows settings, and where the rows
  /// were not read to their end.
  bool settings_changed = false;

  /// Roughly what it takes in memory.
  std::size_t bytes() const;

  /// The items that a row has no value of. They refer to the sample.
  std::vector<MissingValue> missing(const SampleRow& row) const;
};

/// Samples by what was asked for, so that editing a mapping does not ask Postgres again. Keeps each
/// for a while, and all of them within a bound: the one unused longest goes first. Safe from
/// any thread; a sample handed out stays valid after it has left the cache.
class SampleCache {
 public:
  static constexpr std::chrono::minutes kKeepFor{5};

  /// How long a sample may be handed out without asking whether its rows may still be read.
  static constexpr std::chrono::seconds kTrustFor{15};

  struct Found {
    std::shared_ptr<const Sample> sample;  ///< null where there is none
    bool trusted = false;                  ///< taken or confirmed a short time ago
  };

  explicit SampleCache(std::size_t max_bytes, std::chrono::milliseconds keep_for = kKeepFor,
                       std::chrono::milliseconds trust_for = kTrustFor);
  ~SampleCache();
  SampleCache(const SampleCache&) = delete;
  SampleCache& operator=(const SampleCache&) = delete;

  Found find(const std::string& key);

  /// The sample may still be read, as of now.
  void confirm(const std::string& key);

  /// Forgets every sample of a source.
  void forget(const std::string& canonical_connection);

  /// A sample larger than the whole bound is not kept.
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
  using Entries = std::list<Entry>;  // the one used last is at the front

  void forget_expired();
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

/// What two requests have in common that ask for the same sample. Holds the connection string's
/// password: for memory only.
std::string sample_key(const std::string& canonical_connection, const Source& source,
                       const RowSelection& selection);

}  // namespace rowhook
