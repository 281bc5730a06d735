#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include "base/deadline.h"
#include "connection/connection_string.h"
#include "jobs/sample.h"
#include "jobs/sample_cache.h"
#include "postgres/databases.h"

namespace rowhook {

struct SampleResult {
  std::shared_ptr<const Sample> sample;
  bool reused = false;  ///< whether the sample is from the cache
  std::chrono::microseconds connect_time{0};
  std::chrono::microseconds query_time{0};
};

/// Reads samples from Postgres or from its cache. Thread-safe.
class Sampler {
 public:
  struct Limits {
    std::size_t cache_bytes;
    SampleLimits sample;
    std::chrono::milliseconds recheck_after = SampleCache::kRecheckAfter;
  };

  Sampler(Databases& databases, const Limits& limits);

  /// Returns a sample with all readable columns. Columns that Postgres cannot evaluate for these
  /// rows are NULL and listed in Sample::errors. A cached sample is returned only if the login may
  /// still read it, which is checked again after SampleCache::kRecheckAfter. If the server denies
  /// access, all cached samples of the connection are removed. Throws the problems of
  /// lock_and_describe_source(), and every problem of connecting and querying. `extend` is called
  /// first for a cached sample and then, if that cannot be used, for the current source.
  SampleResult take(const ConnectionString& connection, const SampleRequest& request,
                    const ExtendItems& extend, const Deadline& deadline);

  const SampleLimits& limits() const { return limits_.sample; }

 private:
  SampleResult read(const ConnectionString& connection, const SampleRequest& request,
                    const ExtendItems& extend, const Deadline& deadline);
  /// Queries the server, to check that the login may still read the sample. Sets the times.
  bool is_still_readable(const ConnectionString& connection, const Deadline& deadline,
                         SampleResult& cached);

  Databases& databases_;
  Limits limits_;
  SampleCache cache_;
};

}  // namespace rowhook
