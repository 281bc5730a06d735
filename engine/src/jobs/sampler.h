#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "base/deadline.h"
#include "connection/connection_string.h"
#include "jobs/sample_cache.h"
#include "postgres/databases.h"

namespace rowhook {

struct SampleRequest {
  Source source;
  RowSelection rows;
  bool refresh = false;  ///< ask Postgres even when a kept sample would answer
};

struct SampleResult {
  std::shared_ptr<const Sample> sample;
  bool reused = false;  ///< the rows were at hand; nothing was asked of Postgres
  std::chrono::microseconds connect_time{0};
  std::chrono::microseconds query_time{0};
};

/// Takes samples, or hands out those it has kept. Safe from any thread.
class Sampler {
 public:
  struct Limits {
    std::size_t cache_bytes;
    std::size_t row_bytes;     ///< a larger row is kept without its values
    std::size_t sample_bytes;  ///< a larger sample ends early, with a warning
    std::chrono::milliseconds trust_for = SampleCache::kTrustFor;
  };

  /// Called before any row is read. May append to the select list, or throw to abort. Called for a
  /// kept sample and then, where that does not do, for the source as it is now.
  using Extend = std::function<void(const RowSource&, std::vector<SelectItem>&)>;

  Sampler(Databases& databases, const Limits& limits);

  /// Every sample has all readable columns. Those that Postgres cannot evaluate for these rows are
  /// NULL, and Sample::errors says why. A kept sample is handed out only where the login may
  /// still read it, which is asked again after SampleCache::kTrustFor; a refusal by the server
  /// forgets all that is kept of the source. Throws the
  /// problems of lock_and_describe_source(), and every problem of connecting and querying.
  SampleResult take(const ConnectionString& connection, const SampleRequest& request,
                    const Extend& extend, const Deadline& deadline);

 private:
  SampleResult read(const ConnectionString& connection, const SampleRequest& request,
                    const Extend& extend, const Deadline& deadline);
  bool may_still_be_read(const ConnectionString& connection, const Deadline& deadline,
                         SampleResult& kept);
  /// `failure`: why reading all columns failed; null where it has not been tried.
  Sample ask(ReadTransaction& transaction, const SampleRequest& request, const Extend& extend,
             const Problem* failure) const;
  void read_rows(RowStream& stream, std::size_t most_rows, Sample& sample) const;

  Databases& databases_;
  Limits limits_;
  SampleCache cache_;
};

}  // namespace rowhook
